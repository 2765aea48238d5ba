using System.Net;
using System.Net.Http.Json;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Files;

public sealed class WhenTheStoreIsFull
{
    [Fact]
    public async Task NothingMoreIsTakenUntilSomethingGoes()
    {
        await using var world = await GatewayWorld.Start("--Gateway:Files:QuotaBytes=3000000", "--Gateway:Files:LargestBytes=2000000", "--Gateway:Files:SpareBytes=0");
        var file = await world.Operator.Put(SomeBytes.Of(1_500_000), "first.bin");
        var begun = await world.Operator.BeginUpload(1_000_000, "second.bin");

        using var refused = await world.Operator.PostAsJsonAsync("/api/v1/files/uploads", new { sizeBytes = 600_000, name = "third.bin" });
        using var tooLarge = await world.Operator.PostAsJsonAsync("/api/v1/files/uploads", new { sizeBytes = 2_000_001, name = "large.bin" });
        using var given = await world.Operator.DeleteAsync($"/api/v1/files/uploads/{begun["id"]}");
        using var list = await world.Operator.GetAsync("/api/v1/files");

        await refused.IsProblem(HttpStatusCode.Conflict, "quota-reached");
        await tooLarge.IsProblem(HttpStatusCode.BadRequest, "file-too-large");
        Assert.Equal(HttpStatusCode.NoContent, given.StatusCode);
        Assert.Equal((1_500_000, 3_000_000), ((await list.Json())["usedBytes"]!.GetValue<long>(), (await list.Json())["quotaBytes"]!.GetValue<long>()));
        Assert.NotNull((await world.Operator.BeginUpload(600_000, "third.bin"))["id"]);
        Assert.NotNull(file["id"]);
    }

    [Fact]
    public async Task TheDiskKeepsItsSpareBytes()
    {
        await using var world = await GatewayWorld.Start($"--Gateway:Files:SpareBytes={1L << 50}");

        using var refused = await world.Operator.PostAsJsonAsync("/api/v1/files/uploads", new { sizeBytes = 1, name = "one.bin" });

        await refused.IsProblem(HttpStatusCode.Conflict, "disk-full");
    }
}
