namespace OrleansOps.EndToEnd;

public sealed class WhenASecondGatewayStarts
{
    [Fact]
    public async Task ItIsRefusedAndTheFirstGoesOn()
    {
        await using var world = await OpsWorld.Start();
        await using var second = world.SecondGateway();

        var exit = await second.Ended();

        Assert.NotEqual(0, exit);
        Assert.Contains($"process {world.Gateway.Id} on ", second.Output, StringComparison.Ordinal);
        Assert.False(world.Gateway.HasExited, $"The first gateway ended too:\n{world.Gateway.Output}");
        await world.Api.Get("/readyz");
    }
}
