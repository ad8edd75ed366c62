using System.Text;

namespace LowBit.Boosting;

/// <summary>
/// Reads a model file: LightGBM's text format. More strict than LightGBM where that would lose trees or values without
/// a word: a file that was cut short or altered is an error with its line. Time and memory are linear in the file.
/// </summary>
ref struct ModelReader(string name, ReadOnlySpan<byte> text)
{
    const int MostOutputs = 1 << 16;
    const string Remedy = "the file was cut short or altered, take a complete copy";

    readonly ReadOnlySpan<byte> _text = text;
    readonly List<Tree> _trees = [];
    readonly List<(int Start, int Line)> _treeStarts = [];
    ModelLines _lines = new(name, text);

    /// <summary>Reads the text.</summary>
    /// <param name="name">What errors call it.</param>
    /// <param name="text">UTF-8.</param>
    public static ModelContent Read(string name, ReadOnlySpan<byte> text) => new ModelReader(name, text).Read();

    ModelContent Read()
    {
        if (!_lines.MoveNext() || !_lines.Current.SequenceEqual("tree"u8))
        {
            throw _lines.Error($"found \"{ModelLines.Excerpt(_lines.Current)}\"; a model starts with \"tree\"");
        }
        var header = ReadHeader();
        var model = ReadContent(header);
        ReadTrees(model.FeatureNames.Count);
        CheckTreeCount(header, model.OutputCount);
        return ReadSections(model with { Trees = _trees });
    }

    ModelFields ReadHeader()
    {
        var fields = new ModelFields(name, _text, "the header", _lines.Number);
        while (_lines.MoveNext() && !IsTree() && !IsEndOfTrees())
        {
            if (!_lines.Current.IsEmpty)
            {
                fields.Add(_lines);
            }
        }
        return fields;
    }

    static ModelContent ReadContent(ModelFields header)
    {
        int classCount = header.Integer("num_class", 1, MostOutputs);
        int featureCount = header.Integer("max_feature_idx", -1, int.MaxValue - 1) + 1;
        return new()
        {
            Trees = [],
            ClassCount = classCount,
            OutputCount = header.Has("num_tree_per_iteration")
                ? header.Integer("num_tree_per_iteration", 1, MostOutputs)
                : classCount,
            LabelIndex = header.Integer("label_index", 0),
            FeatureNames = ReadWords(header, "feature_names", featureCount),
            FeatureInfos = ReadWords(header, "feature_infos", featureCount),
            Objective = header.Has("objective") ? header.Text("objective") : null,
            AverageOutput = header.Has("average_output"),
            MonotoneConstraints = header.Numbers<int>("monotone_constraints"),
        };
    }

    static string[] ReadWords(ModelFields header, string key, int count)
    {
        string[] words = header.Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == count
            ? words
            : throw header.Error(key, $"holds {words.Length} values; max_feature_idx makes it {count}");
    }

    void ReadTrees(int featureCount)
    {
        while (IsTree())
        {
            int index = _trees.Count;
            if (!ModelTokens.TryParse<int>(_lines.Current["Tree="u8.Length..], out int stated) || stated != index)
            {
                throw _lines.Error($"found \"{ModelLines.Excerpt(_lines.Current)}\" in the place of Tree={index}");
            }
            _treeStarts.Add((_lines.Start, _lines.Number));
            var fields = new ModelFields(name, _text, $"tree {index}", _lines.Number);
            while (_lines.MoveNext() && !_lines.Current.IsEmpty)
            {
                fields.Add(_lines);
            }
            _trees.Add(TreeReader.Read(fields, featureCount));
            _lines.SkipBlank();
        }
    }

    /// <summary>The file itself must say that all trees are there: by their sizes or by the line behind them.</summary>
    void CheckTreeCount(ModelFields header, int outputCount)
    {
        if (header.Has("tree_sizes"))
        {
            CheckTreeSizes(header);
        }
        if (!IsEndOfTrees() && !(header.Has("tree_sizes") && _trees.Count > 0))
        {
            throw _lines.Error($"\"end of trees\" does not follow {_trees.Count} trees; {Remedy}");
        }
        if (_trees.Count % outputCount != 0)
        {
            throw _lines.Error($"{_trees.Count} trees are no whole number of rounds of {outputCount}; {Remedy}");
        }
    }

    void CheckTreeSizes(ModelFields header)
    {
        int[] sizes = header.Numbers<int>("tree_sizes");
        if (sizes.Length != _trees.Count)
        {
            throw header.Error("tree_sizes", $"lists {sizes.Length} trees, {_trees.Count} are there; {Remedy}");
        }
        for (int tree = 0; tree < sizes.Length; tree++)
        {
            var (start, line) = _treeStarts[tree];
            int size = (tree + 1 < sizes.Length ? _treeStarts[tree + 1].Start : _lines.Start) - start;
            bool isOpen = tree + 1 == sizes.Length && !IsEndOfTrees(); // blank lines behind the last tree may be more
            if (size < sizes[tree] || (size > sizes[tree] && !isOpen))
            {
                throw _lines.Error(line, $"tree {tree} takes {size} bytes, tree_sizes says {sizes[tree]}; {Remedy},"
                    + " or delete the line tree_sizes to read it as it is");
            }
        }
    }

    ModelContent ReadSections(ModelContent model)
    {
        for (; _lines.HasCurrent; _lines.MoveNext())
        {
            if (IsTree())
            {
                throw _lines.Error($"a tree stands behind \"end of trees\", where it would be lost; {Remedy}");
            }
            if (_lines.Current.SequenceEqual("parameters:"u8))
            {
                model = model with { Parameters = _lines.ReadSection("end of parameters"u8) };
            }
            else if (_lines.Current.SequenceEqual("parser:"u8))
            {
                model = model with { Parser = _lines.ReadSection("end of parser"u8) };
            }
            else if (_lines.Current.StartsWith(SchemaWriter.FirstWords))
            {
                model = model with { Schema = SchemaReader.Read(ref _lines) };
            }
            else if (_lines.Current.StartsWith("pandas_categorical:"u8))
            {
                var json = _lines.Current["pandas_categorical:"u8.Length..];
                model = model with { PandasCategorical = Encoding.UTF8.GetString(json) };
            }
        }
        return model;
    }

    readonly bool IsTree() => _lines.Current.StartsWith("Tree="u8);

    readonly bool IsEndOfTrees() => _lines.Current.SequenceEqual("end of trees"u8);
}
