using System.Net;
using System.Text;

namespace OrleansOps.EndToEnd;

/// <summary>Terraform's backend "http" on a whole installation: by the programs that are there, and with a control plane that is killed.</summary>
public sealed class WhenTerraformKeepsItsStateHere
{
    private const string Held = """{"ID":"held-1","Operation":"OperationTypePlan","Info":"","Who":"bob@laptop","Version":"1.11.4","Created":"2026-11-30T10:16:00Z","Path":""}""";

    public static TheoryData<string> Programs => StateClient.Programs;

    [Theory, MemberData(nameof(Programs))]
    public async Task ItAppliesTwice_IsKeptOutByALock_AndAnOperatorHelps(string program)
    {
        await using var world = await OpsWorld.Start();
        var client = new StateClient(program, world, "network");

        await Succeeds(client, "eins-hunter2");
        await Succeeds(client, "zwei");
        Assert.Contains("zwei", await Opsctl.Run(world, 0, "tf", "state", "pull", "network"), StringComparison.Ordinal);
        Assert.Matches("(?m)^network +[0-9]+ +", await Opsctl.Run(world, 0, "tf", "list"));
        Assert.Contains("not locked", await Opsctl.Run(world, 0, "tf", "unlock", "network", "--reason", "none"), StringComparison.Ordinal);
        var before = (await Versions(world)).Select(version => version.Serial).ToList();
        Assert.True(before.Count >= 2, $"There are only {before.Count} versions.");

        Assert.Equal(HttpStatusCode.OK, (await client.Curl("LOCK", client.Address, Held)).Status);
        var (code, output) = await client.Apply("drei");
        Assert.Equal(1, code);
        Assert.Contains("Error acquiring the state lock", output, StringComparison.Ordinal);
        Assert.Contains("held-1", output, StringComparison.Ordinal);
        Assert.Equal(before, (await Versions(world)).Select(version => version.Serial));
        Assert.Matches("(?m)^Locked by: +bob@laptop", await Opsctl.Run(world, 0, "tf", "show", "network"));
        Assert.Contains("needs an answer", await Opsctl.Run(world, 2, "tf", "unlock", "network", "--reason", "gone"), StringComparison.Ordinal);
        Assert.Contains("the lock held-1 of bob@laptop", await Opsctl.Run(world, 0, "tf", "unlock", "network", "--reason", "its machine is gone", "--yes"), StringComparison.Ordinal);

        var first = (await Versions(world)).Last(version => version.Content.Contains("eins-hunter2", StringComparison.Ordinal)).Serial;
        Assert.Contains("again, as serial", await Opsctl.Run(world, 0, "tf", "rollback", "network", "--serial", $"{first}"), StringComparison.Ordinal);
        Assert.Contains("eins-hunter2", await Opsctl.Run(world, 0, "tf", "state", "pull", "network"), StringComparison.Ordinal);
        await Succeeds(client, "drei");   // and it goes on from what was brought back
        Assert.Contains("drei", await Opsctl.Run(world, 0, "tf", "state", "pull", "network"), StringComparison.Ordinal);

        foreach (var file in Directory.EnumerateFiles(Path.Combine(world.Root, "redis"), "*", SearchOption.AllDirectories))
        {
            Assert.True((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("hunter2"u8) < 0, $"{file} has the state as it is.");
        }

        await Opsctl.Run(world, 0, "tf", "delete", "network", "--yes");
        Assert.Contains("There are no workspaces", await Opsctl.Run(world, 0, "tf", "list"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task TheControlPlaneIsKilledWhileAStateComes_TheOneBeforeIsThereWhole()
    {
        await using var world = await OpsWorld.Start();
        var client = new StateClient("curl", world, "network");
        var (before, after) = (State(1, "before"), State(2, new string('x', 8 << 20) + Random(4 << 20)));
        Assert.Equal(HttpStatusCode.OK, (await client.Curl("POST", client.Address, before)).Status);
        var file = Path.Combine(world.Root, "after.json");
        await File.WriteAllTextAsync(file, after);
        var token = (await File.ReadAllTextAsync(world.AdminTokenFile)).Trim();

        await using var slow = new ManagedProcess("curl", "curl", ["-sS", "-X", "POST", "--limit-rate", "2M", "-u", $"t:{token}", "--data-binary", $"@{file}", client.Address]);
        await Eventually.Get(() => world.RedisCommand("KEYS", "ops:state:network:*"), keys => keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length == 2, "parts of the second state are in the store");
        await world.Gateway.KillNow();
        Assert.NotEqual(0, await slow.Ended());
        await world.StartGateway();

        Assert.Equal(before, (await client.Curl("GET", client.Address)).Body);
        Assert.Equal(HttpStatusCode.OK, (await client.Curl("POST", client.Address, after)).Status);
        Assert.True(after == (await client.Curl("GET", client.Address)).Body, "The second state is not what was sent.");
        Assert.Equal(2, (await Versions(world)).Count);
    }

    [Fact]
    public async Task TheControlPlaneIsKilledAgainAndAgain_WhatWasAcknowledgedIsThere_AndNoneIsTwice()
    {
        await using var world = await OpsWorld.Start(settings: new Dictionary<string, string> { ["OPS_Terraform__KeptVersions"] = "500" });
        var client = new StateClient("curl", world, "network");
        var (acknowledged, isOver) = (0L, false);
        var writing = Write();
        for (var kill = 0; kill < 3; kill++)
        {
            var from = Interlocked.Read(ref acknowledged);
            await Eventually.Holds(() => Interlocked.Read(ref acknowledged) >= from + 3, "three more states are stored", TimeSpan.FromSeconds(60));
            await world.Gateway.KillNow();
            await world.StartGateway();
        }

        Volatile.Write(ref isOver, true);
        await writing.Within("the writer has ended");

        var serials = (await Versions(world)).Select(version => version.Serial).ToList();
        Assert.Equal(Enumerable.Range(1, (int)acknowledged).Reverse().Select(serial => (long)serial), serials);
        Assert.Equal(State(acknowledged, $"word {acknowledged}"), (await client.Curl("GET", client.Address)).Body);

        async Task Write()
        {
            using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
            var token = (await File.ReadAllTextAsync(world.AdminTokenFile)).Trim();
            http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"terraform:{token}")));
            for (var serial = 1L; !Volatile.Read(ref isOver); serial++)
            {
                await Eventually.Get(
                    async () =>
                    {
                        using var answer = await http.PostAsync(client.Address, new StringContent(State(serial, $"word {serial}")));
                        return answer.StatusCode;
                    },
                    status => status == HttpStatusCode.OK, $"serial {serial} is stored", TimeSpan.FromSeconds(120));
                Interlocked.Exchange(ref acknowledged, serial);
            }
        }
    }

    private static async Task Succeeds(StateClient client, string word)
    {
        var (code, output) = await client.Apply(word);
        Assert.True(code == 0, output);
    }

    private static async Task<IReadOnlyList<(long Serial, string Content)>> Versions(OpsWorld world)
    {
        var versions = (await world.Api.Get("/api/v1/terraform/workspaces/network/versions"))["items"]!.AsArray();
        var found = new List<(long Serial, string Content)>();
        foreach (var serial in versions.Select(version => version!["serial"]!.GetValue<long>()))
        {
            found.Add((serial, await world.Api.Http.GetStringAsync($"/api/v1/terraform/workspaces/network/versions/{serial}")));
        }

        return found;
    }

    private static string State(long serial, string word) => $$"""{"version":4,"serial":{{serial}},"lineage":"l","resources":[{"value":"{{word}}"}]}""";

    private static string Random(int bytes)
    {
        var random = new byte[bytes / 2];
        new Random(1).NextBytes(random);
        return Convert.ToHexStringLower(random);
    }
}
