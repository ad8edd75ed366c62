using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace LowBit.Boosting;

/// <summary>The JSON of a model file: strings, and lists of categories.</summary>
static class JsonText
{
    static readonly JavaScriptEncoder EscapingEquals = CreateEncoder();

    /// <summary>
    /// A JSON string without "=": in a file without trees LightGBM takes every line for one of the header and stops at
    /// a line with two of them.
    /// </summary>
    public static string Quote(string text) => $"\"{EscapingEquals.Encode(text)}\"";

    /// <summary>The text of a JSON string.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static string Unquote(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        string text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        return reader.Read() ? throw new JsonException() : text;
    }

    /// <summary>Lists of categories as JSON: [["a","b"],["c"]].</summary>
    public static string FromLists(IEnumerable<IEnumerable<string>> lists) =>
        $"[{string.Join(", ", lists.Select(list => $"[{string.Join(", ", list.Select(Quote))}]"))}]";

    /// <summary>Lists of categories from JSON; a number, true or false stays as written. null: no lists.</summary>
    /// <exception cref="JsonException">It is not a list of lists of single values.</exception>
    public static IReadOnlyList<IReadOnlyList<string>> ToLists(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind == JsonValueKind.Null ? [] : List(document.RootElement, ToList);
    }

    static IReadOnlyList<string> ToList(JsonElement list) => List(list, static value => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw new JsonException(),
    });

    static T[] List<T>(JsonElement list, Func<JsonElement, T> convert) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(convert)] : throw new JsonException();

    static JavaScriptEncoder CreateEncoder()
    {
        var settings = new TextEncoderSettings(UnicodeRanges.All);
        settings.ForbidCharacter('=');
        return JavaScriptEncoder.Create(settings);
    }
}
