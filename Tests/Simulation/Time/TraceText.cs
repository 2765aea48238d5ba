using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace OrleansOps.Simulation.Time;

/// <summary>The text of a line, made only when the trace is on.</summary>
[InterpolatedStringHandler]
internal readonly struct TraceText
{
    private readonly StringBuilder? _text;

    public TraceText(int literalLength, int formattedCount, Trace trace, out bool isOn)
    {
        isOn = trace.IsOn;
        _text = isOn ? new StringBuilder(literalLength + (formattedCount * 16)) : null;
    }

    public void AppendLiteral(string text) => _text!.Append(text);

    public void AppendFormatted<T>(T value) => _text!.Append(CultureInfo.InvariantCulture, $"{value}");

    public override string ToString() => _text?.ToString() ?? "";
}
