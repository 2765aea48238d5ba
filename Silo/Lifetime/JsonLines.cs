using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace OrleansOps.Lifetime;

/// <summary>One JSON object per event and line, without a character that does something to a terminal.</summary>
internal sealed class JsonLines : ITextFormatter
{
    private readonly RenderedCompactJsonFormatter _json = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _json.Format(logEvent, line);
        output.WriteLine(EscapedText.Of(line.ToString().TrimEnd()));   // such characters stand in strings alone, where JSON writes them in the same way
    }
}
