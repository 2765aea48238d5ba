using System.CommandLine;
using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>opsctl hosts slots</summary>
internal static class HostSlots
{
    private const string More = """
        What runs runs on; what waits goes as soon as there is room. More than the agent's own --slots is never run at once.
        With --throttle on a host gives way: each look that finds its processors or its memory under load takes a tenth of its slots,
        down to three tenths, and gives them back as it is calm. Tasks that wait for that say so.

        Examples:
          opsctl hosts slots web-1 2
          opsctl hosts slots web-1 own
          opsctl hosts slots web-1 --throttle on
        """;

    private const string Own = "own";

    public static Command Create(CommonOptions common)
    {
        var host = Options.Host();
        var slots = new Argument<string?>("N") { Description = "Tasks at once, at most: 1 to 1000, or own for as many as its agent says.", Arity = ArgumentArity.ZeroOrOne };
        var throttle = Options.OneOf("--throttle", "ON", "Whether it runs fewer at once while it is under load: on or off.", "on", "off");
        var command = new DocumentedCommand("slots", "Set how many tasks a host runs at once.", More) { host, slots, throttle };
        command.Does(common, async (line, session, cancel) =>
        {
            var edit = new EditAgent(Slots: Count(line.GetValue(slots)), Throttle: line.GetValue(throttle) is { } on ? on is "on" : null);
            if (edit == new EditAgent())
            {
                throw CliException.Usage("There is nothing to set.", "Give a number, own, or --throttle on|off: opsctl hosts slots web-1 2");
            }

            var changed = await session.Server.EditAgent(line.GetRequiredValue(host), edit, cancel);
            if (session.Json)
            {
                session.WriteJson(changed.Json);
            }
            else
            {
                session.Notes.Info($"{Printable.Of(changed.Value.Name ?? changed.Value.Id)} runs {Text(changed.Value)} at once.");
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>How many tasks a host runs at once, and why no more.</summary>
    public static string Text(AgentView host)
    {
        var now = host.SlotsNow ?? host.Slots ?? 0;
        var tasks = now == 1 ? "1 task" : $"{Show.Number(now)} tasks";
        var why = new[]
        {
            host.SlotLimit is { } limit && limit < host.Slots ? $"its agent says {Show.Number(host.Slots)}" : null,
            host.Throttled is { } pressure ? $"throttled: {Printable.Of(pressure.ToString())}" : host.Throttle ? "fewer under load" : null,
        }.OfType<string>().ToList();
        return why.Count == 0 ? tasks : $"{tasks} ({string.Join("; ", why)})";
    }

    private static long? Count(string? text) => text switch
    {
        null => null,
        Own => 0,
        _ when long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1_000 => count,
        _ => throw CliException.Usage($"\"{Printable.Of(text)}\" is no number of tasks.", "Give 1 to 1000, or own for as many as its agent says."),
    };
}
