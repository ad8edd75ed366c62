using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>
/// Products of a <see cref="HadamardFactor"/> and vectors. Output o is t₀ + t₁ + … from the left, times the scale; t of four
/// inputs is ±((x₀ ± x₁) + (x₂ ± x₃)) or ±((x₀ ± x₁) − (x₂ ± x₃)), the signs relative to that of x₀ (of x₂ in the second
/// bracket). The sixteen values that t can have are made once and looked up by every output: a quarter of the additions.
/// </summary>
static class HadamardMix<TVector, TLanes>
    where TLanes : IFloatLanes<TVector>
{
    /// <summary>Floats of scratch memory for a factor.</summary>
    internal static int ScratchLength(HadamardFactor factor) => factor.Size / HadamardFactor.Inputs * HadamardFactor.CodeCount * TLanes.Count;

    /// <summary>One vector of each member becomes the mixed ones, in place.</summary>
    /// <param name="data">Member 0.</param>
    /// <param name="stride">From one member to the next.</param>
    /// <param name="factor">The matrix.</param>
    /// <param name="codes">Its codes, or those of its transpose.</param>
    /// <param name="scale">The factor at the end.</param>
    /// <param name="scratch">[<see cref="ScratchLength"/>] overwritten.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Apply(
        ref float data, nuint stride, HadamardFactor factor, byte[] codes, float scale, ref float scratch)
    {
        int groups = factor.Size / HadamardFactor.Inputs;
        for (int group = 0; group < groups; group++)
        {
            Tabulate(
                ref Unsafe.Add(ref data, (nuint)(group * HadamardFactor.Inputs) * stride), stride,
                ref Unsafe.Add(ref scratch, group * HadamardFactor.CodeCount * TLanes.Count));
        }
        var last = TLanes.Create(scale);
        ref byte code = ref codes[0];
        for (int output = 0; output < factor.Size; output += HadamardFactor.Outputs)
        {
            TVector sum0 = Term(ref scratch, code), sum1 = Term(ref scratch, Unsafe.Add(ref code, 1));
            TVector sum2 = Term(ref scratch, Unsafe.Add(ref code, 2)), sum3 = Term(ref scratch, Unsafe.Add(ref code, 3));
            code = ref Unsafe.Add(ref code, HadamardFactor.Outputs);
            for (int group = 1; group < groups; group++)
            {
                ref float table = ref Unsafe.Add(ref scratch, group * HadamardFactor.CodeCount * TLanes.Count);
                sum0 = TLanes.Add(sum0, Term(ref table, code));
                sum1 = TLanes.Add(sum1, Term(ref table, Unsafe.Add(ref code, 1)));
                sum2 = TLanes.Add(sum2, Term(ref table, Unsafe.Add(ref code, 2)));
                sum3 = TLanes.Add(sum3, Term(ref table, Unsafe.Add(ref code, 3)));
                code = ref Unsafe.Add(ref code, HadamardFactor.Outputs);
            }
            ref float to = ref Unsafe.Add(ref data, (nuint)output * stride);
            TLanes.Store(TLanes.Multiply(sum0, last), ref to, 0);
            TLanes.Store(TLanes.Multiply(sum1, last), ref to, stride);
            TLanes.Store(TLanes.Multiply(sum2, last), ref to, 2 * stride);
            TLanes.Store(TLanes.Multiply(sum3, last), ref to, 3 * stride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static TVector Term(ref float table, byte code) => TLanes.Load(ref table, (nuint)(code * TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Tabulate(ref float data, nuint stride, ref float table)
    {
        TVector x0 = TLanes.Load(ref data, 0), x1 = TLanes.Load(ref data, stride);
        TVector x2 = TLanes.Load(ref data, 2 * stride), x3 = TLanes.Load(ref data, 3 * stride);
        TVector sum01 = TLanes.Add(x0, x1), difference01 = TLanes.Subtract(x0, x1);
        TVector sum23 = TLanes.Add(x2, x3), difference23 = TLanes.Subtract(x2, x3);
        Put(ref table, 0b000, TLanes.Add(sum01, sum23));
        Put(ref table, 0b001, TLanes.Add(difference01, sum23));
        Put(ref table, 0b010, TLanes.Subtract(sum01, difference23));
        Put(ref table, 0b011, TLanes.Subtract(difference01, difference23));
        Put(ref table, 0b100, TLanes.Add(sum01, difference23));
        Put(ref table, 0b101, TLanes.Add(difference01, difference23));
        Put(ref table, 0b110, TLanes.Subtract(sum01, sum23));
        Put(ref table, 0b111, TLanes.Subtract(difference01, sum23));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static void Put(ref float table, int code, TVector value)
    {
        TLanes.Store(value, ref table, (nuint)(code * TLanes.Count));
        TLanes.Store(TLanes.Negate(value), ref table, (nuint)((code + 8) * TLanes.Count));
    }
}
