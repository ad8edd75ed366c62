using System.Reflection;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace LowBit.Neural;

/// <summary>Where a child module stands in its parent.</summary>
/// <param name="Parent">The parent.</param>
/// <param name="Name">Name of the child in the parent.</param>
/// <param name="Child">The child.</param>
/// <remarks>
/// TorchSharp has no call that replaces a child. A child is in the list of a Sequential, or in the table of children and in
/// fields that the forward method reads: all of them are private, so they are found by reflection.
/// </remarks>
sealed record ModulePlace(nn.Module Parent, string Name, nn.Module Child)
{
    const BindingFlags Members =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    const string Children = "_internal_submodules", SequentialItems = "_modules";

    /// <summary>Why another module cannot take the place; null if it can.</summary>
    public string? Obstacle(Type replacement)
    {
        if (Parent is Sequential)
        {
            return Items is null ? "TorchSharp's Sequential has no list that is known" : null;
        }
        if (Table is null)
        {
            return "TorchSharp's modules have no table that is known";
        }
        var fields = Fields().ToList();
        return fields.Count == 0 ? $"no field of {Parent.GetType().Name} holds it"
            : fields.Find(field => !field.FieldType.IsAssignableFrom(replacement)) is { } narrow
                ? $"field {narrow.Name} is of type {narrow.FieldType.Name}; declare it as Module<Tensor, Tensor>"
            : null;
    }

    public void Replace(nn.Module<Tensor, Tensor> replacement)
    {
        if (Items is { } items)
        {
            items[items.FindIndex(item => ReferenceEquals(item, Child))] = replacement;
            return;
        }
        foreach (var field in Fields().ToList())
        {
            field.SetValue(Parent, replacement);
        }
        Table![Name] = replacement;
    }

    List<nn.IModule<Tensor, Tensor>>? Items => Parent is not Sequential ? null
        : typeof(Sequential).GetField(SequentialItems, Members)?.GetValue(Parent) as List<nn.IModule<Tensor, Tensor>>;

    IDictionary<string, nn.Module>? Table =>
        typeof(nn.Module).GetField(Children, Members)?.GetValue(Parent) as IDictionary<string, nn.Module>;

    IEnumerable<FieldInfo> Fields()
    {
        for (var type = Parent.GetType(); type is not null && type != typeof(nn.Module); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Members))
            {
                if (ReferenceEquals(field.GetValue(Parent), Child))
                {
                    yield return field;
                }
            }
        }
    }
}
