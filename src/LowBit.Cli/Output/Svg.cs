using System.Globalization;
using System.Security;
using System.Text;

namespace LowBit.Cli;

/// <summary>An SVG image, element by element. Numbers have two decimals, so that the same picture is the same bytes.</summary>
sealed class Svg
{
    readonly StringBuilder _text = new();

    public Svg(int width, int height, string title, string style)
    {
        _text.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\">\n");
        _text.Append(CultureInfo.InvariantCulture, $"<title>{SecurityElement.Escape(title)}</title>\n<style>\n{style.ReplaceLineEndings("\n")}\n</style>\n");
    }

    public void Line(string kind, double x1, double y1, double x2, double y2) => _text.Append(
        CultureInfo.InvariantCulture, $"<line class=\"{kind}\" x1=\"{x1:F2}\" y1=\"{y1:F2}\" x2=\"{x2:F2}\" y2=\"{y2:F2}\"/>\n");

    public void Rectangle(string kind, double x, double y, double width, double height) => _text.Append(
        CultureInfo.InvariantCulture, $"<rect class=\"{kind}\" x=\"{x:F2}\" y=\"{y:F2}\" width=\"{width:F2}\" height=\"{height:F2}\"/>\n");

    public void Circle(string kind, double x, double y, double radius) => _text.Append(
        CultureInfo.InvariantCulture, $"<circle class=\"{kind}\" cx=\"{x:F2}\" cy=\"{y:F2}\" r=\"{radius:F2}\"/>\n");

    /// <param name="kind">Class of the style.</param>
    /// <param name="x">Anchor.</param>
    /// <param name="y">Baseline.</param>
    /// <param name="text">The words.</param>
    /// <param name="anchor">start, middle or end.</param>
    public void Text(string kind, double x, double y, string text, string anchor = "start") => _text.Append(
        CultureInfo.InvariantCulture, $"<text class=\"{kind}\" x=\"{x:F2}\" y=\"{y:F2}\" text-anchor=\"{anchor}\">{SecurityElement.Escape(text)}</text>\n");

    public override string ToString() => _text + "</svg>\n";
}
