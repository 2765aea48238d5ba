using System.Security.Cryptography;
using OrleansOps.HostAgent.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.AgentTests.Transfers;

/// <summary>Where files come from that tasks put on this host: addresses and gateways, some of which do not do as they should.</summary>
public sealed class FetchTests : IDisposable
{
    private static readonly byte[] Content = RandomNumberGenerator.GetBytes(3_000_000);

    private readonly TemporaryDirectory _place = new();
    private TestHost? _host;

    private string Target => Path.Join(_place.Path, "file");

    private TestHost Host => _host ??= HostWith();

    [Fact]
    public async Task AnAddress_ThatIsCutOff_GoesOnWhereItWas()
    {
        await using var server = await FileServer.Start((number, http) => number == 1 ? FileServer.Cut(http, Content, 1_000_000) : FileServer.Give(http, Content));

        var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x", Sha256: Sha256(Content))));

        Assert.True(end.ExitCode == 0, $"{end.Note} {Host.Stdout(Order(new FileDelivery(Target)))}");
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
        Assert.Matches(@"\A\|bytes=\d{5,7}-\z", string.Join('|', server.Asked));
    }

    [Fact]
    public async Task AnAddress_WhoseFileChangedMeanwhile_IsFetchedAnew()
    {
        var changed = RandomNumberGenerator.GetBytes(2_000_000);
        await using var server = await FileServer.Start((number, http) => number == 1 ? FileServer.Cut(http, Content, 1_000_000) : FileServer.Give(http, changed, "\"two\""));

        var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x")));

        Assert.Equal(0, end.ExitCode);
        Assert.Equal(changed, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task AnAddress_ThatCannotSayWhetherItIsTheSameFile_IsFetchedAnew()
    {
        await using var server = await FileServer.Start((number, http) => number == 1
            ? FileServer.Cut(http, Content, 1_000_000, tag: null)
            : http.Response.Body.WriteAsync(Content).AsTask());

        var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x")));

        Assert.Equal((0, "|"), (end.ExitCode, string.Join('|', server.Asked)));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Redirects_AreFollowed_AndHeadersAreToldToTheNamedHostAlone()
    {
        await using var other = await FileServer.Start((_, http) => FileServer.Give(http, Content));
        await using var named = await FileServer.Start((number, http) =>
        {
            http.Response.Redirect(number == 1 ? "/second" : new Uri(other.Address, "x").ToString());
            return Task.CompletedTask;
        });
        var order = Order(new FileDelivery(Target, Url: $"{named.Address}first", Headers: ["X-Key"])) with
        {
            Secrets = new Dictionary<string, string> { [FileDelivery.HeaderSecret(0)] = "very secret" },
        };

        var end = await Host.Run(order);

        Assert.Equal((0, 2, "very secret", false), (end.ExitCode, named.Asked.Count, named.Headers["X-Key"].ToString(), other.Headers.ContainsKey("X-Key")));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Theory]
    [InlineData(404, FailureCode.PathNotFound)]
    [InlineData(403, FailureCode.RequestRefused)]
    [InlineData(302, FailureCode.RequestRefused)]   // to itself, for ever
    public async Task AnAddress_ThatDoesNotGiveIt_SaysWhy(int status, FailureCode expected)
    {
        await using var server = await FileServer.Start((_, http) =>
        {
            (http.Response.StatusCode, http.Response.Headers.Location) = (status, "/again");
            return Task.CompletedTask;
        });

        var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x?password=hidden")));

        Assert.Equal((1, expected), (end.ExitCode, end.Failure));
        Assert.Contains($"{server.Address}x", end.Note, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", end.Note, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public async Task AnAddress_WhereNobodyAnswers_IsGivenUp()
    {
        var end = await Host.Run(Order(new FileDelivery(Target, Url: "http://127.0.0.1:1/x")));

        Assert.Equal((1, FailureCode.ConnectionFailed), (end.ExitCode, end.Failure));
        Assert.StartsWith("http://127.0.0.1:1/x could not be reached, or stopped answering: Connection refused", end.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3_000_001L, null, null)]
    [InlineData(2_999_999L, null, null)]
    [InlineData(null, 2_999_999L, null)]
    [InlineData(null, null, "0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task WhatIsNotAsAnnounced_IsThrownAway_AndWhatWasThereStays(long? size, long? most, string? sha256)
    {
        await File.WriteAllTextAsync(Target, "old");
        await using var server = await FileServer.Start((_, http) => FileServer.Give(http, Content));

        var end = await Host.Run(Order(new FileDelivery(Target, Url: $"{server.Address}x", SizeBytes: size, Sha256: sha256, MostBytes: most ?? Limits.FetchedBytes)));

        Assert.Equal((1, FailureCode.WrongContent, "old"), (end.ExitCode, end.Failure, await File.ReadAllTextAsync(Target)));
        Assert.Equal([Target], Directory.GetFileSystemEntries(_place.Path));
    }

    [Fact]
    public async Task AFileOfTheStore_ComesFromTheNextGateway_WhereOneIsGone()
    {
        await using var server = await FileServer.Start((number, http) => number == 1 ? FileServer.Cut(http, Content, 500_000, $"\"{Sha256(Content)}\"") : FileServer.Give(http, Content, $"\"{Sha256(Content)}\""));
        _host = HostWith(new Uri("http://127.0.0.1:1"), server.Address);

        var end = await Host.Run(Stored());

        Assert.True(end.ExitCode == 0, $"{end.Note} {Host.Stdout(Stored())}");
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
        Assert.Equal("Bearer the token", server.Headers.Authorization.ToString());
        Assert.Equal(2, server.Asked.Count);
    }

    public void Dispose()
    {
        _host?.Dispose();
        _place.Dispose();
    }

    private static TestHost HostWith(params Uri[] servers) =>
        new(new TransferProgram(TransferProgram.Self(), servers.Length > 0 ? servers : [new Uri("http://127.0.0.1:1")], null, InsecureHttp: false, KeepFreeBytes: 0));

    private RunTask Stored() => Order(new FileDelivery(Target, StoredId: Sha256(Content), SizeBytes: Content.Length)) with
    {
        Secrets = new Dictionary<string, string> { [FileDelivery.TokenSecret] = "the token" },
    };

    private static RunTask Order(FileDelivery file, string id = "t") => Some.Script(id, "") with { Kind = TaskKind.File, Script = null, File = file };

    private static string Sha256(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
