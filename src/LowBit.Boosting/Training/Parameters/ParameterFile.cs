namespace LowBit.Boosting;

/// <summary>LightGBM's files of parameters: <c>key = value</c> a line, <c>#</c> starts a comment.</summary>
static class ParameterFile
{
    /// <exception cref="BadOptionException">The file cannot be read, or a line has no key or no '='.</exception>
    public static List<ParameterSetting> Read(string path)
    {
        try
        {
            return Parse(Path.GetFileName(path), File.ReadLines(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string why = e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message;
            throw new BadOptionException($"the file of parameters {path} cannot be read ({why}); check the path.", e);
        }
    }

    public static List<ParameterSetting> Parse(string name, IEnumerable<string> lines)
    {
        var settings = new List<ParameterSetting>();
        foreach (var (index, line) in lines.Index())
        {
            string text = line.Split('#')[0].Trim();
            if (text.Length > 0)
            {
                settings.Add(ParseLine(text, $"{name} line {index + 1}"));
            }
        }
        return settings;
    }

    static ParameterSetting ParseLine(string text, string where)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0
            ? new(Unquoted(text[..equals]), Unquoted(text[(equals + 1)..]), where)
            : throw new BadOptionException($"{where}: '{text}' is not a setting. Write key = value, or # before a comment.");
    }

    static string Unquoted(string text) => text.Trim().Trim('\'', '"');
}
