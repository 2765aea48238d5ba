using System.Globalization;
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
        output.Write(EscapedText.Of(line.ToString()));
        output.WriteLine(logEvent.TraceId is { } trace ? $" trace={trace}" : "");
        foreach (var part in logEvent.Exception?.ToString().Split('\n') ?? [])
        {
            output.Write("    ");   // no line of an event begins as a line does
            output.WriteLine(EscapedText.Of(part.TrimEnd('\r')));
        }
    }
}
