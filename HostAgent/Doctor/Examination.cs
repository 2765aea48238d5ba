using OrleansOps.HostAgent.Agents;
using OrleansOps.HostAgent.Configuration;
using OrleansOps.HostAgent.Connection;

namespace OrleansOps.HostAgent.Doctor;

/// <summary>Looks at everything that an agent needs, with the settings that it would go by.</summary>
internal sealed class Examination(EffectiveSettings settings, TimeProvider time)
{
    private const string TokenCheck = "token";
    private const string Enrol = "Enrol it: ops-agent enrol --server URL --join-token-stdin";

    private readonly AgentOptions _options = settings.Options;

    public async Task<IReadOnlyList<Finding>> Run(CancellationToken cancel)
    {
        var findings = new List<Finding>();
        findings.AddRange(ConfigurationCheck.Of(settings));
        findings.AddRange(DataCheck.Of(_options.Data));
        findings.AddRange(DiskCheck.Of(_options));
        findings.AddRange(LimitsCheck.Of(_options.Slots));
        findings.Add(ControlGroupCheck.Of(_options));
        var identity = Identity(findings);
        findings.AddRange(await Gateways(identity, cancel));
        return findings;
    }

    private AgentIdentity? Identity(List<Finding> findings)
    {
        try
        {
            var identity = DataDirectory.IdentityIn(_options.Data);
            if (identity is not { AgentId: not null, Token: not null })
            {
                findings.Add(_options is { JoinToken: null, JoinTokenFile: null }
                    ? Finding.Fail(TokenCheck, "This agent is not enrolled.", Enrol)
                    : Finding.Warn(TokenCheck, "This agent is not enrolled yet; the settings hold a join token, and it enrols itself when it runs.", "Start it: ops-agent run"));
            }

            return identity;
        }
        catch (Exception failed) when (failed is AgentStartException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Fail(TokenCheck, failed.Message, Enrol + " --again"));
            return null;
        }
    }

    private async Task<IEnumerable<Finding>> Gateways(AgentIdentity? identity, CancellationToken cancel)
    {
        var servers = _options.Server ?? identity?.Server ?? "";
        var options = _options with { CaFile = _options.CaFile ?? identity?.CaFile };
        if (options.GatewayProblem(servers) is { } problem)
        {
            return [Finding.Fail("gateway", problem, "Say where the gateway is: server in the settings, or --server.")];
        }

        var found = new List<Finding>();
        foreach (var gateway in options.Gateways(servers))
        {
            found.AddRange(await new GatewayCheck(gateway, identity is { AgentId: not null } ? identity.Token : null, time, ProxyRoute.To(gateway.Server)).Run(cancel));
        }

        return found;
    }
}
