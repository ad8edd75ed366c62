using System.Diagnostics;
using System.Text;
using LowBit.Boosting;

namespace LowBit.Fuzz;

/// <summary>A reader, good files for it, and the bytes that mean something to it.</summary>
/// <param name="Name">What it reads.</param>
/// <param name="Files">Good files.</param>
/// <param name="Likely">Bytes with a meaning.</param>
/// <param name="Read">Reads a file; a <see cref="LowBitException"/> is a refusal, any other exception is a bug.</param>
sealed record FuzzTarget(string Name, byte[][] Files, byte[] Likely, Action<byte[]> Read)
{
    /// <summary>What a reader may allocate, and the time it may take, whatever stands in the file.</summary>
    const long FixedBytes = 400_000, BytesPerByte = 3_000;
    static readonly TimeSpan MostTime = TimeSpan.FromSeconds(20);

    /// <summary>What a campaign found.</summary>
    /// <param name="Read">Altered files that were read.</param>
    /// <param name="Refused">Altered files that were refused.</param>
    /// <param name="MostBytes">Most bytes allocated for one file.</param>
    /// <param name="Slowest">Longest time for one file.</param>
    public sealed record Outcome(long Read, long Refused, long MostBytes, TimeSpan Slowest);

    /// <summary>Reads altered files.</summary>
    /// <exception cref="InvalidOperationException">A reader crashed, hung, or took too much memory; the file is in the message.</exception>
    public Outcome Run(long count, int seed)
    {
        var random = new Random(seed);
        long read = 0, most = 0;
        var slowest = TimeSpan.Zero;
        for (long i = 0; i < count; i++)
        {
            byte[] bytes = ByteMutation.Of(Files[i % Files.Length], Likely, random);
            long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            read += IsRead(bytes, i) ? 1 : 0;
            var time = Stopwatch.GetElapsedTime(start);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (allocated > FixedBytes + BytesPerByte * bytes.Length || time > MostTime)
            {
                throw new InvalidOperationException($"mutation {i} took {allocated} bytes and {time}: {Convert.ToBase64String(bytes)}");
            }
            (most, slowest) = (Math.Max(most, allocated), time > slowest ? time : slowest);
        }
        return new(read, count - read, most, slowest);
    }

    bool IsRead(byte[] bytes, long number)
    {
        try
        {
            Read(bytes);
            return true;
        }
        catch (LowBitException refusal)
        {
            return !refusal.Message.Contains('\n') ? false
                : throw new InvalidOperationException($"mutation {number} is refused in more than one line: {refusal.Message}");
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"mutation {number} of {Name}: {Convert.ToBase64String(bytes)}", failure);
        }
    }

    public static IReadOnlyList<FuzzTarget> All { get; } = [Csv, LibSvm, Model, Options, CheckpointTarget, Binned];

    static FuzzTarget Csv => new("csv",
        Utf8("a,b,c\n1,2.5,x\n-3,4e-7,\"y \"\"z\"\"\"\n,NA,\"line\r\nend\"\n", "1;2;3\r\n4;5;6\r\n", "\uFEFFid\tname\n1\tä\n2\t日本\n3\t\n\n"),
        [.. "\"\"\"\n\n\r,;\t 0123456789.-+eENAnaif?\0"u8],
        bytes =>
        {
            using var table = TextTable.Open(ByteSource.Open("t.csv", new MemoryStream(bytes)), new() { ThreadCount = 1, TextColumns = ["name"] }, TextSizes.Default);
            table.Read(0, table.RowCount, new double[table.RowCount * table.ColumnCount]);
        });

    static FuzzTarget LibSvm => new("libsvm",
        Utf8("1 0:2.5 3:1\n0 1:-1e3\n1\n0 2:nan 7:4 # a comment\n", "2.5 qid:1 1:0.5 2:3\r\n-1 qid:1 4:1\r\n0 qid:2 1:7\r\n"),
        [.. "\n\n\r::#  0123456789-.eqidnan"u8],
        bytes =>
        {
            using var source = ByteSource.Open("t.svm", new MemoryStream(bytes));
            var format = LibSvmFormat.Of(source, TextSizes.Default) ?? throw new BadDataException("t.svm is no LibSVM file");
            LibSvmFile.Read(source, format, new(NeedsLabels: true, null, 1), TextSizes.Default);
        });

    static FuzzTarget Model => new("model",
        Utf8(SmallModel().ToText(), new BoostedTrees(SmallModel().Content with { Schema = null, Parameters = null }).ToText()),
        [.. "\n\n=  0123456789-.e[]\"\r\0n"u8],
        bytes =>
        {
            var model = BoostedTrees.Parse(bytes);
            var scores = new double[model.OutputCount];
            model.PredictRaw(new double[model.FeatureCount], scores);
            model.ToText();
        });

    static FuzzTarget Options => new("options",
        Utf8(
            "task = train\nobjective = binary # a comment\ndata = train.csv\nnum_trees = 20\nmax_leaves=7\neta = 0.1\nmetric=auc,binary_logloss\nverbosity = -1\n",
            "num_leaves=31\nbagging_fraction=0.5\nbagging_freq=1\nseed=9223372036854775807\nmax_bin=15\nuse_quantized_grad=true\nnum_grad_quant_bins=4\n",
            "boosting=gbdt\nlabel=name:y\nignore_column=name:a,b\ncategorical_feature=1,2\nmin_sum_hessian_in_leaf=1e-3\ngrad_bits=32\nrounding=nearest\n"),
        [.. "\n\n==#  0123456789-.e_,:'\"atrue"u8],
        bytes =>
        {
            string text = Encoding.UTF8.GetString(bytes);
            var set = Parameters.Parse(ParameterFile.Parse("train.conf", text.Split('\n')));
            OptionRules.Check(set.Options, validationCount: 1);
        });

    static FuzzTarget CheckpointTarget => new("checkpoint",
        [CheckpointFile.Write(SmallCheckpoint()), ContentOf(CheckpointFile.Write(SmallCheckpoint()))],
        [.. "\n\n=  0123456789-.e[]{}:,\"\r\0nul"u8],
        bytes =>
        {
            // half of them with a right checksum, so that what stands behind it is read
            byte[] file = bytes.AsSpan().StartsWith("lowbit"u8) ? bytes : CheckpointFile.Sealed(bytes);
            CheckpointFile.Write(CheckpointFile.Read("c", file));
        });

    static FuzzTarget Binned => new("binned",
        [BytesOf(SmallTable()), BytesOf(SmallTable(weights: true))],
        [0, 1, 2, 3, 16, 32, 64, 127, 128, 255],
        bytes =>
        {
            if (bytes.Length > sizeof(ulong)) // with a right checksum, so that what stands before it is looked at
            {
                var checksum = new Checksum();
                checksum.Add(bytes.AsSpan(0, bytes.Length - sizeof(ulong)));
                BitConverter.TryWriteBytes(bytes.AsSpan(bytes.Length - sizeof(ulong)), checksum.Value);
            }
            CheckBins(DatasetFile.Read("data.bin", new MemoryStream(bytes), new() { NumThreads = 1 }));
        });

    /// <summary>Kernels do not look at a bin's range again.</summary>
    static void CheckBins(Dataset data)
    {
        for (int feature = 0; feature < data.UsedFeatureCount; feature++)
        {
            for (int row = 0; row < data.RowCount; row++)
            {
                if ((uint)data.Bins.BinOf(feature, row) >= (uint)data.Features[feature].Bins.BinCount)
                {
                    throw new InvalidOperationException($"feature {feature}, row {row} has a bin that is none");
                }
            }
        }
    }

    static byte[] BytesOf(Dataset data)
    {
        using var stream = new MemoryStream();
        DatasetFile.Write(stream, data);
        return stream.ToArray();
    }

    static byte[] ContentOf(byte[] file) => file[(Array.IndexOf(file, (byte)'\n') + 1)..];

    static byte[][] Utf8(params string[] files) => [.. files.Select(Encoding.UTF8.GetBytes)];

    static Checkpoint SmallCheckpoint() => new()
    {
        Identity = [KeyValuePair.Create("seed", "1"), KeyValuePair.Create("training data, labels", "#00ff")],
        Metrics = [new("valid_1", "auc", true), new("valid_1", "l2", false)],
        Rounds = [new(3, []), new(0, [0.1, double.NaN])],
        Model = SmallModel().Content,
    };

    /// <summary>Two rounds on numbers and categories.</summary>
    static BoostedTrees SmallModel()
    {
        var data = SmallTable();
        return Booster.Train(data, new() { NumIterations = 2, NumLeaves = 5, MinDataInLeaf = 5, MinDataPerGroup = 5, NumThreads = 1 });
    }

    /// <summary>Numbers, categories, and a column that is mostly 0.</summary>
    static Dataset SmallTable(bool weights = false)
    {
        var values = new double[400];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (i % 4) switch { 1 => i / 4 % 5, 3 => i % 36 == 3 ? 1 + i % 5 : 0, _ => i * 37 % 101 };
        }
        return Dataset.FromArrays(
            values, 100, 4, [.. Enumerable.Range(0, 100).Select(row => values[4 * row] + 9 * (row % 5))],
            new()
            {
                Categorical = ["1"],
                ColumnNames = ["x", "the color", "z", "seldom"],
                Weights = weights ? [.. Enumerable.Range(1, 100).Select(row => row / 10.0)] : null,
                NumThreads = 1,
            });
    }
}
