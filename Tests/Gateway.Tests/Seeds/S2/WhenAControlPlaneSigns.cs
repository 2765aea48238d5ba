using System.Globalization;
using System.Net;
using System.Runtime.Versioning;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Seeds.S2;

[SupportedOSPlatform("linux")]
public sealed class WhenAControlPlaneSigns(S2World world) : IClassFixture<S2World>
{
    private const string Path = "/api/agents/1/tasks/";

    public static TheoryData<string, string> Doors => new()
    {
        { "GET", "/api/agents" }, { "GET", "/api/agents/" }, { "GET", "/api/agents/7" }, { "GET", "/api/metrics" }, { "POST", "/api/agents/7/tasks" }, { "POST", "/api/agents/7/tasks/" },
        { "POST", "/api/agents/7/tasks/batch" }, { "POST", "/api/agents/7/tasks/x/cancel/" }, { "POST", "/api/agents/7/tasks/cancel/batch" }, { "POST", "/api/agents/7/control" },
        { "POST", "/api/agents/7/upgrade" }, { "POST", "/api/self/control" }, { "POST", "/api/self/upgrade" },
    };

    [Theory, MemberData(nameof(Doors))]
    public async Task WithoutASignatureNoDoorOpens(string method, string path)
    {
        await using var plane = world.ControlPlane();
        (await plane.Send(new { method, path, body = "{}" })).Is(HttpStatusCode.Forbidden, """{"error":"missing signature headers"}""");
        (await plane.Send(new { method, path, body = "{}", secret = "another-secret-of-somebody-else" })).Is(HttpStatusCode.Forbidden, """{"error":"invalid signature"}""");
        using var operators = new HttpRequestMessage(new HttpMethod(method), path);
        using var answer = await world.Gateway.Operator.SendAsync(operators);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Theory]
    [InlineData("abc", "invalid timestamp")]
    [InlineData("1e9", "invalid timestamp")]
    [InlineData("99999999999999999999", "invalid timestamp")]
    [InlineData("0", "timestamp skew too large")]
    [InlineData("9223372036854775807", "timestamp skew too large")]
    [InlineData("-9223372036854775808", "timestamp skew too large")]
    public async Task ATimeThatIsNoneOrFarIsRefused(string timestamp, string why)
    {
        await using var plane = world.ControlPlane();
        (await plane.Send(new { method = "GET", path = "/api/agents", secret = S2Program.Secret, timestamp })).Is(HttpStatusCode.Forbidden, $$"""{"error":"{{why}}"}""");
    }

    [Theory]
    [InlineData(-310, false)]
    [InlineData(-290, true)]
    [InlineData(290, true)]
    [InlineData(310, false)]
    public async Task ATimeIsTakenForFiveMinutesInEachDirection(int skew, bool isTaken)
    {
        await using var plane = world.ControlPlane();
        var answer = await plane.Send(new { method = "GET", path = "/api/metrics/", secret = S2Program.Secret, skew });
        Assert.Equal(isTaken ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz00000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000")]
    public async Task WhatIsNoSignatureIsRefused(string signature)
    {
        await using var plane = world.ControlPlane();
        (await plane.Send(new { method = "GET", path = "/api/agents", signature }))
            .Is(HttpStatusCode.Forbidden, signature.Length == 0 ? """{"error":"missing signature headers"}""" : """{"error":"invalid signature"}""");
    }

    [Fact]
    public async Task ItIsOfThisMethodPathAndBody()
    {
        await using var plane = world.ControlPlane();
        foreach (var signedPath in (string[])["/api/agents/2/tasks/", "/api/agents/1/tasks"])
        {
            (await plane.Send(new { method = "POST", path = Path, secret = S2Program.Secret, body = "{}", signedPath })).Is(HttpStatusCode.Forbidden, """{"error":"invalid signature"}""");
        }

        var right = await plane.Post(Path, "{}");
        Assert.Equal(HttpStatusCode.NotFound, right.Status);
        (await plane.Send(new { method = "POST", path = Path, body = "{ }", signature = right.Signature })).Is(HttpStatusCode.Forbidden, """{"error":"invalid signature"}""");
    }

    [Fact]
    public async Task WhatChangesSomethingIsTakenOnce_HoweverItsDigitsAreWritten()
    {
        var (agent, number) = await world.Numbered("replayed");
        await using var plane = world.ControlPlane();
        var id = S2World.NewId(number);
        var first = await plane.Post($"/api/agents/{number}/tasks/", S2World.Task(id, number));
        Assert.Equal(HttpStatusCode.OK, first.Status);
        await agent.NextOrder();

        (await plane.Send(new { again = true })).Is(HttpStatusCode.Forbidden, """{"error":"invalid signature"}""");
        (await plane.Send(new { again = true, headers = new Dictionary<string, string> { ["X-Signature"] = first.Signature!.ToUpperInvariant() } }))
            .Is(HttpStatusCode.Forbidden, """{"error":"invalid signature"}""");
    }

    [Fact]
    public async Task ItIsTakenOnceByAllGateways_AlsoByOneThatCameLater()
    {
        await using var redis = await RedisServer.Start();
        string[] settings = ["--Store=Redis", $"--Redis:ConnectionString={redis.Address}", $"--Gateway:S2:SharedSecret={S2Program.Secret}", "--Gateway:Access:IssueAdminToken=true"];
        var timestamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        S2Answer first;
        await using (var before = await GatewayWorld.Start(settings))
        {
            await using var plane = new S2Program(before.Address);
            first = await plane.Send(new { method = "POST", path = Path, secret = S2Program.Secret, timestamp, body = "{}" });
            Assert.Equal(HttpStatusCode.NotFound, first.Status);
        }

        await using var later = await GatewayWorld.Start(settings);
        await using var again = new S2Program(later.Address);
        (await again.Send(new { method = "POST", path = Path, timestamp, signature = first.Signature, body = "{}" })).Is(HttpStatusCode.Forbidden, """{"error":"invalid signature"}""");
        Assert.Equal(HttpStatusCode.NotFound, (await again.Send(new { method = "POST", path = Path, secret = S2Program.Secret, timestamp, body = "{ }" })).Status);
    }

    [Fact]
    public async Task WhatReadsMayComeTwiceInOneSecond()
    {
        await using var plane = world.ControlPlane();
        Assert.Equal(HttpStatusCode.OK, (await plane.Get("/api/agents/")).Status);
        Assert.Equal(HttpStatusCode.OK, (await plane.Send(new { again = true })).Status);
    }

    [Fact]
    public async Task FiveMegabytesAreRefusedBeforeTheyAreRead()
    {
        await using var plane = world.ControlPlane();
        (await plane.Send(new { method = "POST", path = Path, secret = S2Program.Secret, bodyBytes = 5_000_000 }))
            .Is(HttpStatusCode.RequestEntityTooLarge, """{"code":1002,"error":"the body has more than 1048576 bytes"}""");
        (await plane.Send(new { method = "POST", path = Path, bodyBytes = 5_000_000 })).Is(HttpStatusCode.Forbidden, """{"error":"missing signature headers"}""");
    }

    [Fact]
    public async Task WithoutASecretTheDoorsStayShut_AlsoForAnEmptyOne()
    {
        await using var gateway = await GatewayWorld.Start();
        await using var plane = new S2Program(gateway.Address);
        foreach (var secret in (string[])["", S2Program.Secret])
        {
            (await plane.Send(new { method = "GET", path = "/api/agents", secret })).Says(HttpStatusCode.ServiceUnavailable, "Gateway:S2:SharedSecretFile");
        }
    }

    [Fact]
    public async Task AnyOfTheSecretsInTheFileIsTaken_WhileOneIsReplaced()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("shared-secret");
        await File.WriteAllTextAsync(file, $"{S2Program.Secret}\nthe-one-that-takes-its-place\n");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        await using var gateway = await GatewayWorld.Start($"--Gateway:S2:SharedSecretFile={file}");
        await using var plane = new S2Program(gateway.Address);

        Assert.Equal(HttpStatusCode.OK, (await plane.Get("/api/agents")).Status);
        Assert.Equal(HttpStatusCode.OK, (await plane.Send(new { method = "GET", path = "/api/agents", secret = "the-one-that-takes-its-place" })).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await plane.Send(new { method = "GET", path = "/api/agents", secret = "the-one-that-nobody-gave" })).Status);
    }

    [Fact]
    public async Task ASecretUnderTheNameOfS2IsTaken()
    {
        await using var gateway = await GatewayWorld.Start($"--AUTH_SHARED_SECRET={S2Program.Secret}", "--AUTH_REQUIRE_SIGNATURE=true");
        await using var plane = new S2Program(gateway.Address);

        Assert.Equal(HttpStatusCode.OK, (await plane.Get("/api/agents")).Status);
    }

    [Theory]
    [InlineData("16 to 1024 characters", "--Gateway:S2:SharedSecret=short")]
    [InlineData("16 to 1024 characters", "--Gateway:S2:SharedSecret=")]
    [InlineData("not there", "--Gateway:S2:SharedSecretFile=/nowhere/secret")]
    [InlineData("two ways", "--Gateway:S2:SharedSecretFile=/nowhere/secret", "--Gateway:S2:SharedSecret=" + S2Program.Secret)]
    [InlineData("AUTH_REQUIRE_SIGNATURE is false", "--AUTH_SHARED_SECRET=" + S2Program.Secret, "--AUTH_REQUIRE_SIGNATURE=false")]
    public void ASecretThatIsNoneIsRefusedAtStart(string why, params string[] settings)
    {
        var refused = Assert.Throws<InvalidDataException>(() => Program.Build([.. settings, "--Store=Memory", "--Urls=http://127.0.0.1:0"]));

        Assert.Contains(why, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ASecretThatEverybodyCanReadIsRefusedAtStart()
    {
        using var folder = new TemporaryDirectory();
        var file = folder.File("shared-secret");
        File.WriteAllText(file, S2Program.Secret);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        Assert.Contains("chmod 600", Assert.Throws<InvalidDataException>(() => Program.Build([$"--Gateway:S2:SharedSecretFile={file}", "--Store=Memory"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhoGuessesIsToldToWait_AndWhoKnowsIsNot()
    {
        await using var gateway = await GatewayWorld.Start($"--Gateway:S2:SharedSecret={S2Program.Secret}", "--Gateway:Access:StrangersPerSecond=3");
        await using var plane = new S2Program(gateway.Address);

        await Eventually.Get(
            () => plane.Send(new { method = "GET", path = "/api/agents", secret = "another-secret-of-somebody-else" }), answer => answer.Status == HttpStatusCode.TooManyRequests, "who guesses is told to wait");
        Assert.Equal(HttpStatusCode.OK, (await plane.Get("/api/agents")).Status);
    }

    [Fact]
    public async Task ItsSignatureOpensNothingElse()
    {
        await using var plane = world.ControlPlane();
        foreach (var path in (string[])["/api/v1/tasks", "/api/v1/whoami", "/metrics", "/api/v1/audit"])
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await plane.Get(path)).Status);
        }
    }
}
