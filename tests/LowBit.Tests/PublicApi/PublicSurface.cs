using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace LowBit.Tests;

/// <summary>The public surface of an assembly, one line a member.</summary>
static class PublicSurface
{
    /// <summary>Compares it with NAME.txt in the folder; with LOWBIT_TAKE_API=1, writes it there first.</summary>
    public static void AssertIsAsWritten(Assembly assembly, string folder)
    {
        string name = assembly.GetName().Name!;
        string path = Path.Combine(folder, name + ".txt");
        string surface = Surface(assembly);
        if (Environment.GetEnvironmentVariable("LOWBIT_TAKE_API") == "1")
        {
            File.WriteAllText(path, surface);
        }
        string[] written = File.ReadAllLines(path), found = surface.TrimEnd('\n').Split('\n');
        Assert.True(
            written.SequenceEqual(found),
            $"{name}: gone: {string.Join(" | ", written.Except(found))}; new: {string.Join(" | ", found.Except(written))}");
    }

    static string Surface(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Name(type)).Append('\n');
            const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
            var members = type.GetMembers(Declared).Where(IsWritten).Select(member => "  " + Describe(member));
            foreach (string line in members.Order(StringComparer.Ordinal))
            {
                text.Append(line).Append('\n');
            }
        }
        return text.ToString();
    }

    static bool IsWritten(MemberInfo member) => member is not MethodInfo { IsSpecialName: true } and not Type
        && !member.Name.Contains('<') && member.GetCustomAttribute<CompilerGeneratedAttribute>() is null;

    static string Describe(MemberInfo member) => member switch
    {
        MethodInfo method => $"{Name(method.ReturnType)} {method.Name}({Parameters(method)})",
        ConstructorInfo constructor => $"new({Parameters(constructor)})",
        PropertyInfo property => $"{Name(property.PropertyType)} {property.Name} {{{(property.CanRead ? " get;" : "")}{(property.CanWrite ? " set;" : "")} }}",
        FieldInfo field => $"{Name(field.FieldType)} {field.Name}",
        _ => member.ToString()!,
    };

    static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    static string Name(Type type) => type.IsGenericType
        ? $"{type.FullName?.Split('`')[0] ?? type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
        : type.FullName ?? type.Name;
}
