using System.Text.Json;
using OrleansOps.Lifetime;
using Serilog.Events;
using Serilog.Parsing;

namespace OrleansOps.Hosting;

public sealed class JsonLinesTests
{
    [Fact]
    public void Format_TextOfACaller_IsOneObjectOnALineAndHoldsNoEscape()
    {
        const string Hostile = "x\n{\"@l\":\"Fatal\"}\r\u001b]0;title\u0007\u0090\u202e\u2028";
        var happened = new LogEvent(
            DateTimeOffset.UnixEpoch, LogEventLevel.Error, new InvalidOperationException(Hostile), new MessageTemplateParser().Parse("failed: {Why:l}"),
            [new LogEventProperty("Why", new ScalarValue(Hostile))]);
        using var output = new StringWriter();

        new JsonLines().Format(happened, output);

        var line = output.ToString();
        Assert.EndsWith("\n", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line[..^1], character => char.IsControl(character) || character is '\u202e' or '\u2028');
        var told = JsonDocument.Parse(line).RootElement;
        Assert.Equal(Hostile, told.GetProperty("Why").GetString());
        Assert.Equal($"failed: {Hostile}", told.GetProperty("@m").GetString());
        Assert.Contains(Hostile, told.GetProperty("@x").GetString(), StringComparison.Ordinal);
    }
}
