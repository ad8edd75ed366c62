using System.Text;

namespace LowBit.Boosting;

/// <summary>
/// Reads a model file: LightGBM's text format. More strict than LightGBM where that would lose trees or values without
/// a word: a file that was cut short or altered is an error with its line. Time and memory are linear in the file.
/// </summary>
ref struct ModelReader(string name, ReadOnlySpan<byte> text)
{
    const int MostOutputs = 1 << 16;

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
            throw _lines.Error($"\"{ModelLines.Excerpt(_lines.Current)}\"; a LightGBM model starts with the line \"tree\"");
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
            if (!_lines.Current.IsEmpty)
                fields.Add(_lines);
        return fields;
    }

    static ModelContent ReadContent(ModelFields header)
    {
        var classCount = header.Integer("num_class", 1, MostOutputs);
        var featureCount = header.Integer("max_feature_idx", -1, int.MaxValue - 1) + 1;
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
        var words = header.Text(key).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length == count
            ? words
            : throw header.Error(key, $"holds {words.Length} values; max_feature_idx makes it {count}");
    }

    void ReadTrees(int featureCount)
    {
        while (IsTree())
        {
            if (!ModelTokens.TryParse<int>(_lines.Current["Tree="u8.Length..], out var index) || index != _trees.Count)
                throw _lines.Error($"\"{ModelLines.Excerpt(_lines.Current)}\" stands where Tree={_trees.Count} should; trees are missing or out of order");
            _treeStarts.Add((_lines.Start, _lines.Number));
            var fields = new ModelFields(name, _text, $"tree {index}", _lines.Number);
            while (_lines.MoveNext() && !_lines.Current.IsEmpty)
                fields.Add(_lines);
            _trees.Add(TreeReader.Read(fields, featureCount));
            _lines.SkipBlank();
        }
    }

    /// <summary>The file must say itself that its trees are all there: by their sizes, or by the line behind the last one.</summary>
    void CheckTreeCount(ModelFields header, int outputCount)
    {
        var hasEnd = IsEndOfTrees();
        if (header.Has("tree_sizes"))
            CheckTreeSizes(header, hasEnd);
        else if (!hasEnd)
            throw _lines.Error($"neither another tree nor \"end of trees\" follows tree {_trees.Count - 1}; the file was cut short or altered");
        if (_trees.Count % outputCount != 0)
            throw _lines.Error($"the file has {_trees.Count} trees, which are no multiple of num_tree_per_iteration={outputCount}");
    }

    void CheckTreeSizes(ModelFields header, bool hasEnd)
    {
        var sizes = header.Numbers<int>("tree_sizes");
        if (sizes.Length != _trees.Count)
            throw header.Error("tree_sizes", $"lists {sizes.Length} trees, {_trees.Count} are there; the file was cut short or altered");
        for (var tree = 0; tree < sizes.Length; tree++)
        {
            var isLast = tree == sizes.Length - 1;
            var size = (isLast ? _lines.Start : _treeStarts[tree + 1].Start) - _treeStarts[tree].Start;
            if (isLast && !hasEnd ? size < sizes[tree] : size != sizes[tree])
                throw _lines.Error(_treeStarts[tree].Line, $"tree {tree} takes {size} bytes, tree_sizes says {sizes[tree]}; "
                    + "the file was altered (line ends too count). If that is as it should be, delete the line tree_sizes");
        }
    }

    ModelContent ReadSections(ModelContent model)
    {
        for (; _lines.HasCurrent; _lines.MoveNext())
        {
            if (_lines.Current.SequenceEqual("parameters:"u8))
                model = model with { Parameters = _lines.ReadSection("end of parameters"u8) };
            else if (_lines.Current.SequenceEqual("parser:"u8))
                model = model with { Parser = _lines.ReadSection("end of parser"u8) };
            else if (_lines.Current.StartsWith(SchemaWriter.FirstWords))
                model = model with { Schema = SchemaReader.Read(ref _lines) };
            else if (_lines.Current.StartsWith("pandas_categorical:"u8))
                model = model with { PandasCategorical = Encoding.UTF8.GetString(_lines.Current["pandas_categorical:"u8.Length..]) };
        }
        return model;
    }

    readonly bool IsTree() => _lines.Current.StartsWith("Tree="u8);

    readonly bool IsEndOfTrees() => _lines.Current.SequenceEqual("end of trees"u8);
}
