namespace OrleansOps.Cli.Tests;

public sealed class AuditTests : IAsyncLifetime
{
    private const string Page = """
        {"items":[{"id":"1-0","at":"2026-01-02T03:04:05Z","tokenId":"t1","name":"ada","from":"10.0.0.7","action":"createToken","target":"t2","detail":"ci\u001b[31m","outcome":"done","status":201}],"nextCursor":null}
        """;

    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.Before = async http =>
        {
            await ContractGateway.Json(http, Page);
            return true;
        };
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    [Fact]
    public async Task ItIsATableForPeople()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "audit", "--by", "ada", "--action", "createToken", "--target", "t2");

        Assert.Matches("(?m)^2026-01-02 03:04:05Z +ada +createToken +t2 +done +ci.* +10.0.0.7 +t1", opsctl.ExitsWith(0).Stdout);
        Assert.DoesNotContain('\u001b', opsctl.Stdout);
        Assert.Equal("/api/v1/audit?by=ada&action=createToken&target=t2&limit=50", _gateway.Requests[0].Target);
    }

    [Theory]
    [InlineData("name", "t2\n")]
    [InlineData("yaml", "items:\n  - id:")]
    public async Task ItComesInOtherShapes(string format, string start)
    {
        await using var opsctl = await Opsctl.Run(_gateway, "audit", "-o", format);

        Assert.StartsWith(start, opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ItIsJsonForPrograms()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "audit", "--since", "1h", "--limit", "5", "--json");

        Assert.Contains("\"action\":\"createToken\"", opsctl.ExitsWith(0).Stdout, StringComparison.Ordinal);
        Assert.Matches(@"^/api/v1/audit\?since=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A\d\dZ&limit=5$", _gateway.Requests[0].Target);
    }
}
