using Microsoft.Extensions.Logging;

namespace OrleansOps.Rules;

/// <summary>The rules as this silo goes by them, at most two seconds behind what is stored.</summary>
internal sealed partial class RulesInForce(TimeProvider time, ILogger<RulesInForce> logger)
{
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(2);

    private readonly ILogger _logger = logger;
    private volatile Known? _known;

    /// <param name="grain">Who asks: it is the one that reads them anew, where nobody does.</param>
    public async ValueTask<CommandRuleMatcher> Now(GrainScope grain)
    {
        var known = _known;
        if (known is not null && time.GetElapsedTime(known.ReadAt) < TrustFor)
        {
            return known.Matcher;
        }

        if (known is not null)
        {
            _known = known with { ReadAt = time.GetTimestamp() };   // others go on with what is known while this one reads
        }

        try
        {
            var set = await grain.Grain<ICommandRulesGrain>(ICommandRulesGrain.Key).Read();
            var matcher = known?.Version == set.Version ? known.Matcher : new CommandRuleMatcher(set);
            _known = new Known(set.Version, matcher, time.GetTimestamp());
            return matcher;
        }
        catch (Exception unread) when (known is not null)
        {
            LogUnread(unread, known.Version);   // a guard against slips is no reason to run nothing
            return known.Matcher;
        }
    }

    private sealed record Known(long Version, CommandRuleMatcher Matcher, long ReadAt);
}
