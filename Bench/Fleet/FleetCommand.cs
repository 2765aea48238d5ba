using OrleansOps.Protocol;

namespace OrleansOps.Bench;

/// <summary>
/// `./ops bench fleet`: many hosts for whoever wants to look at many. Each has an identity and a socket of its own, beats, and comes back when it is cut
/// off; none runs anything. They stay until its input ends.
/// </summary>
internal static class FleetCommand
{
    private const int Ended = 0;
    private const int NotUnderstood = 2;

    private static readonly TimeSpan Within = TimeSpan.FromMinutes(6);

    public static async Task<int> Run(string[] words)
    {
        if (FleetOptions.Parse(words) is not { } options)
        {
            return NotUnderstood;
        }

        if (await Console.In.ReadLineAsync() is not { Length: > 0 } joinToken)
        {
            await Console.Error.WriteLineAsync($"fleet: the first line of its input is a join token that is good for {options.Hosts} hosts. Get one with: opsctl join-token create --uses {options.Hosts}");
            return NotUnderstood;
        }

        var from = TimeProvider.System.GetTimestamp();
        var tokens = await FleetEnrolment.Enrol(options.Server, joinToken, options.Hosts, Identity);
        await using var fleet = new ReturningFleet(options.Server, tokens, seed: 1);
        await fleet.AllConnected(Within);
        Console.WriteLine($"fleet: {fleet.Size} hosts are connected, after {TimeProvider.System.GetElapsedTime(from).TotalSeconds:0.0} s. They stay until the input ends.");
        while (await Console.In.ReadLineAsync() is not null)
        {
            // Nothing that is said changes anything.
        }

        return Ended;
    }

    /// <summary>Names that sort as their numbers do, and labels to choose by.</summary>
    private static EnrolRequest Identity(int number) => new(
        $"fleet-{number:00000}",
        new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = number % 3 == 0 ? "db" : "web", ["zone"] = $"eu-{number % 7}" },
        $"fleet-{number}");
}
