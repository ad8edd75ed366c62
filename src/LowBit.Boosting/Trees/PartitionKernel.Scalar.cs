using System.Numerics;

namespace LowBit.Boosting;

/// <summary>Marks by vectors, moves one by one: no branch depends on the data, so nothing is mispredicted.</summary>
unsafe class VectorPartitionKernel : PartitionKernel
{
    public override void MoveRows(int* source, int count, ulong* marks, int leftCount, int* left, int* right) =>
        Move(source, 0, count, marks, left, right);

    public override void MovePacked(short* source, int count, ulong* marks, int leftCount, short* left, short* right) =>
        Move(source, 0, count, marks, left, right);

    /// <summary>Moves the elements begin … count − 1, one by one.</summary>
    public static void Move<T>(T* source, int begin, int count, ulong* marks, T* left, T* right) where T : unmanaged
    {
        for (int i = begin; i < count; i++)
        {
            // one store at the place it belongs to: a store to both would write behind the end
            nint goesLeft = (nint)((marks[i >> 6] >> i) & 1);
            T* target = (T*)((nint)right ^ (((nint)right ^ (nint)left) & -goesLeft)); // a ?: becomes a branch
            *target = source[i];
            left += goesLeft;
            right += 1 - goesLeft;
        }
    }
}

/// <summary>The reference.</summary>
sealed unsafe class ScalarPartitionKernel : VectorPartitionKernel
{
    public override int Mark(int* rows, int count, in SplitTest test, ulong* marks)
    {
        int lefts = 0;
        for (int begin = 0; begin < count; begin += 64)
        {
            ulong word = 0;
            for (int i = 0; i < 64 && begin + i < count; i++)
            {
                word |= (test.GoesLeft(test.Column[rows[begin + i]]) ? 1ul : 0) << i;
            }
            marks[begin >> 6] = word;
            lefts += BitOperations.PopCount(word);
        }
        return lefts;
    }
}
