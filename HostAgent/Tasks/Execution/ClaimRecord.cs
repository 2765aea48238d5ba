using System.Globalization;
using System.Text;
using OrleansOps.HostAgent.Linux;

namespace OrleansOps.HostAgent.Tasks;

/// <summary>What is written down of a claimed attempt: on which boot it was ordered, and what its supervisor has said since.</summary>
internal sealed record ClaimRecord(string BootId, IReadOnlyList<SupervisorEvent> Events)
{
    public bool IsOfThisBoot => string.Equals(BootId, Host.BootId, StringComparison.Ordinal);

    /// <summary>Who holds it; null in the instant before the supervisor has said so, or if it was killed in that instant.</summary>
    public SupervisorEvent.Claimed? Supervisor => Events.OfType<SupervisorEvent.Claimed>().FirstOrDefault();

    public bool IsSupervisorAlive => IsOfThisBoot && Supervisor is { Id.IsAlive: true };

    /// <summary>Reads a claim file: the supervisor's spec, then its lines. A last line without its newline is not yet one.</summary>
    public static ClaimRecord Parse(ReadOnlySpan<byte> claim)
    {
        var digits = claim[..Math.Min(claim.Length, SupervisorSpec.LengthDigits)];
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var length) || length > claim.Length)
        {
            return new ClaimRecord("", []);   // cut short by a power failure
        }

        var bootId = claim[(SupervisorSpec.LengthDigits + 1)..];
        var end = bootId.IndexOf((byte)0);
        var lines = Encoding.ASCII.GetString(claim[length..]);
        return new ClaimRecord(
            end < 0 ? "" : Encoding.ASCII.GetString(bootId[..end]),
            [.. lines[..(lines.LastIndexOf('\n') + 1)]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(SupervisorEvent.Parse)
                .OfType<SupervisorEvent>()]);
    }
}
