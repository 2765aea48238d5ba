using System.Globalization;
using System.Text;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Display;

namespace OrleansOps.Lifetime;

/// <summary>
/// One line per event, whatever it says. Text of callers stands in messages and exceptions: a line feed in it must not begin a line that looks
/// like ours, and no escape sequence reaches a terminal.
/// </summary>
internal sealed class EscapedLines(string template) : ITextFormatter
{
    private readonly MessageTemplateTextFormatter _line = new(template, CultureInfo.InvariantCulture);

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _line.Format(logEvent, line);
        output.Write(Escape(line.ToString()));
        output.WriteLine(logEvent.TraceId is { } trace ? $" trace={trace}" : "");
        foreach (var part in logEvent.Exception?.ToString().Split('\n') ?? [])
        {
            output.Write("    ");   // no line of an event begins as a line does
            output.WriteLine(Escape(part.TrimEnd('\r')));
        }
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            _ = char.GetUnicodeCategory(character) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                ? escaped.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}")
                : escaped.Append(character);
        }

        return escaped.ToString();
    }
}
