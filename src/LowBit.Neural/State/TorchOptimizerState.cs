using System.Buffers.Binary;
using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>
/// The state of one of TorchSharp's optimizers: options of its groups (learning rates, …), and for each parameter the step and
/// the moments, exactly. LBFGS is not supported.
/// </summary>
/// <remarks>
/// TorchSharp's state dictionary holds objects whose public fields are the state; they are found by reflection and named as
/// they are there, below the name of the optimizer and the number of the parameter. A moment that does not exist yet is a
/// tensor of shape [0].
/// </remarks>
public sealed class TorchOptimizerState : IStateSource, IHeldBytes
{
    readonly OptimizerHelper _optimizer;

    /// <summary>Of an optimizer.</summary>
    /// <param name="optimizer">Adam, AdamW, SGD, …; any but LBFGS.</param>
    /// <exception cref="NotSupportedException">It keeps state in a form that is not known.</exception>
    public TorchOptimizerState(optim.Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        _optimizer = optimizer as OptimizerHelper is { } helper && optimizer is not LBFGS ? helper
            : throw new NotSupportedException($"The state of {optimizer.GetType().Name} cannot be read.");
        foreach (var field in States().SelectMany(state => FieldsOf(state.State)))
        {
            if (field.FieldType != typeof(Tensor) && field.FieldType != typeof(long) && field.FieldType != typeof(double))
            {
                throw new NotSupportedException(
                    $"The state of {optimizer.GetType().Name} has {field.Name} of type {field.FieldType.Name}, which cannot be read.");
            }
        }
    }

    /// <inheritdoc/>
    public ByteKind Kind => ByteKind.OptimizerState;

    /// <summary>Bytes of the moments; storages that several share count once.</summary>
    public long HeldBytes
    {
        get
        {
            var storage = new TensorStorage();
            return Moments().Sum(storage.NewBytes);
        }
    }

    /// <inheritdoc/>
    public long FloatBytes => Moments().Sum(ByteLedger.InFloats);

    string Name => _optimizer.GetType().Name;

    /// <inheritdoc/>
    public IEnumerable<StateTensor> SaveState()
    {
        foreach (var (name, options) in Options())
        {
            byte[] bytes = BytesOf(options);
            yield return new(name, StateElement.U8, [bytes.Length], bytes);
        }
        foreach (var (name, state) in States())
        {
            foreach (var field in FieldsOf(state))
            {
                yield return Save($"{name}.{field.Name}", field.GetValue(state));
            }
        }
    }

    /// <inheritdoc/>
    public void LoadState(IReadOnlyDictionary<string, StateTensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var changes = new List<Action>();
        foreach (var (name, options) in Options())
        {
            byte[] bytes = Find(state, name, StateElement.U8, [BytesOf(options).Length]).Data;
            changes.Add(() => options.LoadStateDict(new BinaryReader(new MemoryStream(bytes))));
        }
        foreach (var (name, own) in States())
        {
            changes.AddRange(FieldsOf(own).Select(field => Change(state, $"{name}.{field.Name}", own, field)));
        }
        changes.ForEach(static change => change());
    }

    IEnumerable<Tensor> Moments() => States().SelectMany(one => FieldsOf(one.State).Select(field => field.GetValue(one.State))).OfType<Tensor>();

    IEnumerable<(string Name, OptimizerOptions Options)> Options() =>
        _optimizer.state_dict().Options.Select((options, i) => ($"{Name}.groups.{i}", options));

    IEnumerable<(string Name, OptimizerState State)> States() =>
        _optimizer.state_dict().State.Select((state, i) => ($"{Name}.parameters.{i}", state));

    static IEnumerable<FieldInfo> FieldsOf(OptimizerState state) =>
        state.GetType().GetFields(BindingFlags.Instance | BindingFlags.Public).OrderBy(field => field.Name, StringComparer.Ordinal);

    static byte[] BytesOf(OptimizerOptions options)
    {
        using var stream = new MemoryStream();
        options.SaveStateDict(new BinaryWriter(stream));
        return stream.ToArray();
    }

    static StateTensor Save(string name, object? value)
    {
        if (value is Tensor tensor)
        {
            return TensorBytes.Copy(name, tensor);
        }
        if (value is null)
        {
            return new(name, StateElement.U8, [0], []);
        }
        var bits = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bits, value is double number ? BitConverter.DoubleToInt64Bits(number) : (long)value);
        return new(name, StateElement.I64, [], bits);
    }

    static Action Change(IReadOnlyDictionary<string, StateTensor> state, string name, OptimizerState own, FieldInfo field)
    {
        if (field.FieldType != typeof(Tensor))
        {
            long bits = BinaryPrimitives.ReadInt64LittleEndian(Find(state, name, StateElement.I64, []).Data);
            object value = field.FieldType == typeof(double) ? BitConverter.Int64BitsToDouble(bits) : (object)bits;
            return () => field.SetValue(own, value);
        }
        var old = (Tensor?)field.GetValue(own);
        bool isAbsent = state.GetValueOrDefault(name) is { Type: StateElement.U8, Shape: [0] };
        var like = old ?? ParameterOf(own);
        var saved = isAbsent ? null : Find(state, name, TensorBytes.ElementOf(like.dtype)!.Value, like.shape);
        return () =>
        {
            field.SetValue(own, saved is null ? null : TensorBytes.ToTensor(saved).to(like.device).DetachFromDisposeScope());
            old?.Dispose();
        };
    }

    // Moments have the shape of their parameter.
    static Parameter ParameterOf(OptimizerState state) => (Parameter)typeof(OptimizerState)
        .GetField("_parameter", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(state)!;

    static StateTensor Find(IReadOnlyDictionary<string, StateTensor> state, string name, StateElement type, long[] shape)
    {
        var saved = state.GetValueOrDefault(name) ?? throw new StateException($"{name} is missing.");
        return saved.Type == type && saved.Shape.AsSpan().SequenceEqual(shape) ? saved : throw new StateException(
            $"{name} is {saved.Type} [{string.Join(" × ", saved.Shape)}]; needed is {type} [{string.Join(" × ", shape)}].");
    }
}
