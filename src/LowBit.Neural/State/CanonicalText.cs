using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace LowBit.Neural;

/// <summary>
/// Settings as a text: equal settings give equal texts, and all that is a field of them is in it. Fields stand in ordinal
/// order of their names; those that are null, false, 0 or empty are left out, so that a setting that comes new and is off
/// changes no text. A Lazy keeps what was computed from the others, and is left out too.
/// </summary>
static class CanonicalText
{
    const BindingFlags Fields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static string Of(object settings)
    {
        var text = new StringBuilder();
        Append(text, settings);
        return text.ToString();
    }

    static void Append(StringBuilder text, object value)
    {
        switch (value)
        {
            case string s:
                text.Append('"').Append(JsonEncodedText.Encode(s)).Append('"');
                break;
            case Enum or bool or char:
                text.Append(value);
                break;
            case IFormattable number when value.GetType().IsPrimitive:
                text.Append(number.ToString(null, CultureInfo.InvariantCulture));
                break;
            case Delegate code:
                text.Append(CultureInfo.InvariantCulture, $"{code.Method.DeclaringType}.{code.Method.Name}");
                break;
            case IEnumerable items:
                AppendItems(text, items);
                break;
            // What the fields of a type of the system say is its own business.
            case not ITuple when value.GetType().Namespace?.StartsWith(nameof(System), StringComparison.Ordinal) == true:
                throw new NotSupportedException($"A setting of type {value.GetType()} has no text that is the same every time.");
            default:
                AppendFields(text, value);
                break;
        }
    }

    static void AppendItems(StringBuilder text, IEnumerable items)
    {
        text.Append('[');
        foreach (object? item in items)
        {
            if (item is not null)
            {
                Append(text, item);
            }
            text.Append(',');
        }
        text.Append(']');
    }

    static void AppendFields(StringBuilder text, object value)
    {
        var fields = new SortedDictionary<string, object>(StringComparer.Ordinal);
        for (var type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (var field in type.GetFields(Fields))
            {
                if (!IsCache(field) && field.GetValue(value) is { } content && !IsOff(content))
                {
                    fields.Add(NameOf(field), content);
                }
            }
        }
        text.Append(value.GetType().Name).Append('{');
        foreach (var (name, content) in fields)
        {
            text.Append(name).Append('=');
            Append(text, content);
            text.Append(';');
        }
        text.Append('}');
    }

    static bool IsCache(FieldInfo field) =>
        field.FieldType.IsGenericType && field.FieldType.GetGenericTypeDefinition() == typeof(Lazy<>);

    static bool IsOff(object content) => content is ICollection { Count: 0 } or ""
        || (content is not Enum && content.GetType().IsPrimitive && content.Equals(Activator.CreateInstance(content.GetType()))
            && !(content is double or float && double.IsNegative(Convert.ToDouble(content, CultureInfo.InvariantCulture))));

    // <Name>k__BackingField
    static string NameOf(FieldInfo field) =>
        field.Name is ['<', ..] ? field.Name[1..field.Name.IndexOf('>', StringComparison.Ordinal)] : field.Name;
}
