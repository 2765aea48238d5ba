namespace OrleansOps.Cli;

/// <summary>What the gateway may be asked about rules on commands.</summary>
internal static class CommandRuleCalls
{
    private const string Rules = "api/v1/command-rules";

    public static Task<Reply<CommandRulesView>> ReadCommandRules(this ControlPlane server, CancellationToken cancel) => server.Get(Rules, CliJson.Default.CommandRulesView, cancel);

    public static Task<Reply<CommandRulesView>> PutCommandRules(this ControlPlane server, PutCommandRules rules, CancellationToken cancel) =>
        server.Send(HttpMethod.Put, Rules, rules, CliJson.Readable.PutCommandRules, CliJson.Default.CommandRulesView, cancel);

    public static Task<Reply<CommandRulesTest>> TestCommandRules(this ControlPlane server, TestCommandRules test, CancellationToken cancel) =>
        server.Send(HttpMethod.Post, $"{Rules}/test", test, CliJson.Readable.TestCommandRules, CliJson.Default.CommandRulesTest, cancel);
}
