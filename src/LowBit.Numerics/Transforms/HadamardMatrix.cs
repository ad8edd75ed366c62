namespace LowBit.Numerics;

/// <summary>
/// Signs of the Hadamard matrices whose size is 4 × odd: H Hᵀ = m I. Paley's two constructions over prime fields
/// [Paley33], Williamson's where no field fits [Williamson44].
/// </summary>
static class HadamardMatrix
{
    /// <summary>The sizes there are; each times a power of two is a size too, by the Kronecker product.</summary>
    internal static ReadOnlySpan<int> Sizes => [12, 20, 28, 36, 52, 60, 108, 140, 156, 172];

    /// <summary>[size × size], row-major, of +1 and −1.</summary>
    /// <param name="size">One of <see cref="Sizes"/>.</param>
    internal static sbyte[] Of(int size) => size switch
    {
        12 or 20 or 60 or 108 or 140 => FirstPaley(size - 1),
        28 or 36 => SecondPaley(size / 2 - 1),
        52 => Williamson("+---+-++-+---", "+---+-++-+---", "++--++++++--+", "+-++------++-"),
        156 => Williamson(
            "+---+---+-++-++----++----++-++-+---+---", "+-++------++--+-+-++++-+-+--++------++-",
            "++--+++-+--++-+----------+-++--+-+++--+", "+---+--++++----+-+-++-+-+----++++--+---"),
        172 => Williamson(
            "++-+--++-+++----+++-++++-+++----+++-++--+-+", "+--+++--+-+--+-+++++-++-+++++-+--+-+--+++--",
            "+-+-+----++++-++++-++--++-++++-++++----+-+-", "+--++----+-+---+--++++++++--+---+-+----++--"),
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, null),
    };

    // q ≡ 3 (mod 4): I + S, where S is skew: ones in row 0, χ(i − j) inside.
    static sbyte[] FirstPaley(int q)
    {
        int size = q + 1;
        var signs = new sbyte[size * size];
        var character = QuadraticCharacter(q);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                int sign = row == 0 || row == column ? 1 : column == 0 ? -1 : character[(row - column + q) % q];
                signs[row * size + column] = (sbyte)sign;
            }
        }
        return signs;
    }

    // q ≡ 1 (mod 4): C ⊗ (1 1; 1 −1) + I ⊗ (1 −1; −1 −1), where C is symmetric: ones in row and column 0, χ(i − j) inside.
    static sbyte[] SecondPaley(int q)
    {
        int size = 2 * (q + 1);
        var signs = new sbyte[size * size];
        var character = QuadraticCharacter(q);
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                (int i, int j, bool areBothOdd) = (row / 2, column / 2, (row & column & 1) != 0);
                int conference = i == 0 || j == 0 ? 1 : character[(i - j + q) % q];
                int sign = i != j ? areBothOdd ? -conference : conference : (row | column) % 2 == 0 ? 1 : -1;
                signs[row * size + column] = (sbyte)sign;
            }
        }
        return signs;
    }

    // Four symmetric circulants with A² + B² + C² + D² = 4n I, in the array of a quaternion. The arguments are first rows.
    static sbyte[] Williamson(string a, string b, string c, string d)
    {
        (int n, int size) = (a.Length, 4 * a.Length);
        string[] rows = [a, b, c, d];
        var signs = new sbyte[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
            {
                (int i, int j) = (row / n, column / n);
                bool isPlus = rows[i ^ j][(column - row + size) % n] == '+';
                signs[row * size + column] = (sbyte)(isPlus == IsNegated(i, j) ? -1 : 1);
            }
        }
        return signs;
    }

    // A B C D; −B A −D C; −C D A −B; −D −C B A
    static bool IsNegated(int i, int j) => (i, j) is (1, 0) or (1, 2) or (2, 0) or (2, 3) or (3, 0) or (3, 1);

    // 0 for 0, 1 for squares of the prime field, −1 for the others.
    static int[] QuadraticCharacter(int q)
    {
        var character = new int[q];
        Array.Fill(character, -1, 1, q - 1);
        for (int i = 1; i < q; i++)
        {
            character[i * i % q] = 1;
        }
        return character;
    }
}
