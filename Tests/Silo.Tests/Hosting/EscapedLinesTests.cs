using OrleansOps.Lifetime;
using Serilog.Events;
using Serilog.Parsing;

namespace OrleansOps.Hosting;

public sealed class EscapedLinesTests
{
    [Fact]
    public void Format_TextOfACaller_BeginsNoLineAndHoldsNoEscape()
    {
        const string Hostile = "x\n2026-01-01T00:00:00 INF forged\r\u001b]0;title\u0007\u202e";
        var happened = new LogEvent(
            DateTimeOffset.UnixEpoch, LogEventLevel.Error, new InvalidOperationException(Hostile), new MessageTemplateParser().Parse("failed: {Why}"),
            [new LogEventProperty("Why", new ScalarValue(Hostile))]);
        using var output = new StringWriter();

        new EscapedLines("{Message:lj}").Format(happened, output);

        var lines = output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(@"failed: x\u000a2026-01-01T00:00:00 INF forged\u000d\u001b]0;title\u0007\u202e", lines[0].TrimEnd('\r'));
        Assert.All(lines[1..], line => Assert.StartsWith("    ", line, StringComparison.Ordinal));
        Assert.DoesNotContain('\u001b', output.ToString());
    }
}
