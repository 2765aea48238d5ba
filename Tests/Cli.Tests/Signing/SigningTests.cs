using System.Security.Cryptography;
using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class SigningTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private ContractGateway _gateway = null!;

    public async Task InitializeAsync()
    {
        _gateway = await ContractGateway.Start();
        _gateway.WhenSubmitted = task => task.End("succeeded", exitCode: 0);
    }

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APairIsMade_AndATaskThatIsSignedWithIt_CarriesASignatureOfTheDocumentedText()
    {
        var key = await Key();
        await using var opsctl = await Opsctl.Run(
            _gateway, "run", "--on", "web-1", "--id", "t1", "--detach", "--sign-with", key, "--sign-for", "10m", "--env", "B=2 3", "--env", "A=1", "--stored-secret", "db=PASSWORD", "--umask", "027", "--kind", "bash", "-c", "\ufeffid");

        opsctl.ExitsWith(0);
        var signature = Json.Parse(_gateway.Single("PUT").Body)["signature"]!;
        var until = signature["until"]!.GetValue<DateTimeOffset>();
        var text = $"OrleansOps task 1\ntask=t1\nhost=web-1\nuntil={until.ToUnixTimeSeconds()}\nkind=bash\nscript={Convert.ToHexStringLower(SHA256.HashData("id"u8))}\nvariable=A=1\nvariable=B=2%203\nsecret=PASSWORD\numask=27\n";
        using var known = ECDsa.Create();
        known.ImportFromPem(await File.ReadAllTextAsync($"{key}.pub"));
        Assert.True(known.VerifyData(Encoding.UTF8.GetBytes(text), Convert.FromBase64String(signature["value"]!.GetValue<string>()), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence), text);
        Assert.Equal("web-1", signature["host"]!.GetValue<string>());
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(8), TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task AKeyIsWrittenForItsUserAlone_AndOverNoOther()
    {
        var key = await Key();
        await using var again = await Opsctl.Run(_gateway, "keys", "new", key);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(key));
        Assert.Contains("The keys cannot be written", again.ExitsWith(2).Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("is for one host", "--on", "web-1,web-2", "-c", "x")]
    [InlineData("is for one host", "--on", "role=web", "-c", "x")]
    [InlineData("a signature is for the script as it is", "--on", "web-1", "--unix-line-ends", "-c", "x")]
    public async Task WhatCannotBeSigned_IsNotSent(string complaint, params string[] words)
    {
        await using var opsctl = await Opsctl.Run(_gateway, ["run", "--sign-with", await Key(), .. words]);

        Assert.Contains(complaint, opsctl.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task APublicKey_OrALooseOne_SignsNothing()
    {
        var key = await Key();
        var named = $"{key}.copy";
        File.Copy($"{key}.pub", named);
        File.SetUnixFileMode(named, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var open = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--sign-with", named, "-c", "x");
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        await using var loose = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--sign-with", key, "-c", "x");

        Assert.Contains("holds no private key", open.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Contains("others on this machine can read", loose.ExitsWith(2).Stderr, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Fact]
    public async Task ANamedCommandIsAskedForByItsName()
    {
        await using var opsctl = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--named", "tail-log", "--", "20", "sys log");
        await using var both = await Opsctl.Run(_gateway, "run", "--on", "web-1", "--named", "tail-log", "-c", "x");

        opsctl.ExitsWith(0);
        Assert.Equal("""{"agent":"web-1","kind":"named","argv":["tail-log","20","sys log"]}""", _gateway.Single("PUT").Body);
        Assert.Contains("--named names all that is run", both.ExitsWith(2).Stderr, StringComparison.Ordinal);
    }

    private async Task<string> Key()
    {
        var key = Path.Join(Path.GetDirectoryName(_folder.Write("beside", "")), "ci.pem");
        await using var opsctl = await Opsctl.Run(_gateway, "keys", "new", key);
        Assert.Equal($"{key}.pub", opsctl.ExitsWith(0).Stdout.Trim());
        return key;
    }
}
