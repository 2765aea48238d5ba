using System.Text;
using System.Text.Json;

namespace OrleansOps.Cli;

/// <summary>Shows what the terminal of a task showed, in its own time or faster.</summary>
internal sealed class Replay(Stream screen, double speed, TimeSpan longestRest, TimeProvider time)
{
    /// <param name="recording">An asciicast of version 2: a line that says what it is, then one for each moment.</param>
    /// <param name="cancel">The person has seen enough.</param>
    public async Task Run(Stream recording, CancellationToken cancel)
    {
        using var lines = new StreamReader(recording, Encoding.UTF8);
        var last = 0.0;
        await lines.ReadLineAsync(cancel);
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            if (Read(line) is not ({ } at, { } text))
            {
                continue;   // another kind of moment
            }

            var rest = TimeSpan.FromSeconds(Math.Max(0, at - last) / speed);
            last = at;
            await Task.Delay(rest < longestRest ? rest : longestRest, time, cancel);
            Show(text);
        }
    }

    private void Show(string text)
    {
        screen.Write(Encoding.UTF8.GetBytes(text));
        screen.Flush();
    }

    private static (double? At, string? Text) Read(string line)
    {
        try
        {
            using var moment = JsonDocument.Parse(line);
            return moment.RootElement is { ValueKind: JsonValueKind.Array } root && root.GetArrayLength() == 3 && root[1].GetString() is "o"
                ? (root[0].GetDouble(), root[2].GetString())
                : (null, null);
        }
        catch (Exception strange) when (strange is JsonException or InvalidOperationException)
        {
            throw new CliException(ExitCodes.Refused, "The recording cannot be read.", strange.Message, "Check that opsctl and the gateway are of the same version.", strange);
        }
    }
}
