using System.Runtime.CompilerServices;

namespace LowBit.Numerics;

/// <summary>An operand in panels, and where they come from. Panels do not share cache lines.</summary>
sealed unsafe class PackedOperand(Func<ProductTile, OperandPacker> packer, Func<ProductTile, int> height)
{
    const int Line = 16, Slack = 8; // words
    const int GroupRows = 64, Chunk = 32; // a cache line of bytes across rows; words that a group packs in turn

    readonly ProductBuffer _panels = new();
    ProductOperand _operand;
    WordLayout _layout;
    OperandPacker _packer = OperandPacker<short, ShortPairs>.Instance;
    int* _start;
    int _words, _height;

    /// <summary>How many panels there are.</summary>
    internal int Count { get; private set; }

    /// <summary>How many calls of <see cref="Pack"/> fill them.</summary>
    internal int GroupCount => (Count + PanelsPerGroup - 1) / PanelsPerGroup;

    int PanelsPerGroup => Math.Max(1, GroupRows / _height);

    long PanelWords => ((long)_words * _height + Slack + Line - 1) / Line * Line;

    internal void Prepare(ProductOperand operand, WordLayout layout, ProductTile tile)
    {
        (_operand, _layout, _packer, _height) = (operand, layout, packer(tile), height(tile));
        _words = layout.Words;
        Count = (operand.Rows + _height - 1) / _height;
        _start = _panels.Reserve(Count * PanelWords);
    }

    /// <summary>A word of a panel.</summary>
    internal int* At(int panel, int word) => _start + panel * PanelWords + (nint)word * _height;

    /// <summary>The panels of a group, one past the last.</summary>
    internal (int First, int End) Group(int group) =>
        (group * PanelsPerGroup, Math.Min(Count, (group + 1) * PanelsPerGroup));

    /// <summary>Fills the panels of a group, a few words of each in turn: their lines in memory may be shared.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Pack(int group)
    {
        (int first, int end) = Group(group);
        for (int word = 0; word < _words; word += Chunk)
        {
            for (int panel = first; panel < end; panel++)
            {
                _packer.Pack(_operand, _layout, panel * _height, _height, word, Math.Min(Chunk, _words - word), At(panel, 0));
            }
        }
    }
}
