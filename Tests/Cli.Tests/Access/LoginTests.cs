using System.Text;

namespace OrleansOps.Cli.Tests;

public sealed class LoginTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _home = new();
    private ContractGateway _gateway = null!;

    private string ConfigFile => Path.Combine(_home.Path, "opsctl", "config.json");

    public async Task InitializeAsync() => _gateway = await ContractGateway.Start();

    public Task DisposeAsync() => _gateway.DisposeAsync().AsTask();

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task ATokenFromStdinIsCheckedAndStoredForItsOwnerAlone()
    {
        await using var login = await Run(ContractGateway.Token + "\n", "login", "--server", _gateway.Address + "/");
        await using var who = await Run("", "whoami");

        login.ExitsWith(0);
        Assert.Equal($"opsctl: Logged in to {_gateway.Address} as tester.\n", login.Stderr);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ConfigFile));
        Assert.Matches(@"(?m)^Token: +abcdefghij012345", who.ExitsWith(0).Stdout);
        Assert.Matches(@"(?m)^Expires: +never", who.Stdout);
        Assert.Contains(ConfigFile, who.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenFromAFile()
    {
        var file = _home.Write("token", ContractGateway.Token + "\n");

        await using var login = await Run("", "login", "--server", _gateway.Address, "--token-file", file, "--json");

        Assert.Equal("tester", Json.Parse(login.ExitsWith(0).Stdout)["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task ATypedTokenIsNotShown()
    {
        var environment = Environment();
        var command = ShellText.Join([.. Opsctl.Program, "login", "--server", _gateway.Address]);
        await using var login = Opsctl.Start(["script", "-qefc", command, "/dev/null"], environment);
        await login.StdoutHas("Token (it is not shown):");

        await login.Type(ContractGateway.Token[..5] + "X\u007f" + ContractGateway.Token[5..] + "\r");

        Assert.Equal(0, await login.Exited());
        Assert.Contains("Logged in", login.Stdout, StringComparison.Ordinal);
        Assert.DoesNotContain(ContractGateway.Token[20..], login.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CtrlCAtThePromptLeavesTheTerminalAsItWas()
    {
        var command = $"{ShellText.Join([.. Opsctl.Program, "login", "--server", _gateway.Address])}; echo code=$?; stty -a";
        await using var login = Opsctl.Start(["script", "-qefc", command, "/dev/null"], Environment(("SHELL", "/bin/bash")));   // a plain sh dies of the Ctrl-C itself
        await login.StdoutHas("Token (it is not shown):");

        await login.Type("\u0003");

        Assert.Equal(0, await login.Exited());
        Assert.Contains("Interrupted; nothing was changed.", login.Stdout, StringComparison.Ordinal);
        Assert.Contains("code=130", login.Stdout, StringComparison.Ordinal);
        Assert.Contains(" echo ", login.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AWrongTokenIsNotStored()
    {
        await using var login = await Run("ops_admin_x_wrong", "login", "--server", _gateway.Address);

        login.ExitsWith(ExitCodes.Refused);
        Assert.Contains("The token is not valid (401 bad-token).", login.Stderr, StringComparison.Ordinal);
        Assert.Contains($"Log in again: opsctl login --server {_gateway.Address}", login.Stderr, StringComparison.Ordinal);
        Assert.False(File.Exists(ConfigFile));
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("caf\u00e9")]
    public async Task WhatIsNoTokenIsNotSent(string token)
    {
        await using var login = await Run(token, "login", "--server", _gateway.Address);

        login.ExitsWith(ExitCodes.Usage);
        Assert.Contains("The token begins with ops_admin_.", login.Stderr, StringComparison.Ordinal);
        Assert.Empty(_gateway.Requests);
    }

    [Theory]
    [InlineData("ops.example.org", "--server is not an address: ops.example.org")]
    [InlineData("ftp://ops.example.org", "--server is not an address")]
    [InlineData("https://me:secret@ops.example.org", "--server has more than an address in it: https://ops.example.org/...")]
    [InlineData("https://ops.example.org/?token=secret", "--server has more than an address in it")]
    public async Task WhatIsNoAddressIsNamed(string server, string complaint)
    {
        await using var login = await Run(ContractGateway.Token, "login", "--server", server);

        Assert.Contains(complaint, login.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", login.Stderr, StringComparison.Ordinal);
    }

    /// <summary>As the agent refuses it. Nothing is sent: the name is nobody's.</summary>
    [Fact]
    public async Task PlainHttpToAnotherHostIsRefusedUnlessAskedFor()
    {
        const string Server = "http://ops.invalid";
        await using var refused = await Run(ContractGateway.Token, "login", "--server", Server);
        await using var allowed = await Run(ContractGateway.Token, "login", "--server", Server, "--insecure-http");
        await using var byEnvironment = await Opsctl.RunWith(Environment(("OPSCTL_SERVER", Server), ("OPSCTL_TOKEN", ContractGateway.Token)), [], "whoami");
        await using var allowedThere = await Opsctl.RunWith(
            Environment(("OPSCTL_SERVER", Server), ("OPSCTL_TOKEN", ContractGateway.Token), ("OPSCTL_INSECURE_HTTP", "true")), [], "whoami");

        Assert.Contains("is not encrypted", refused.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
        Assert.Contains("add --insecure-http", refused.Stderr, StringComparison.Ordinal);
        Assert.Contains("cannot be resolved", allowed.ExitsWith(ExitCodes.Unreachable).Stderr, StringComparison.Ordinal);
        Assert.Contains("set OPSCTL_INSECURE_HTTP=true", byEnvironment.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
        Assert.Contains("cannot be resolved", allowedThere.ExitsWith(ExitCodes.Unreachable).Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutALoginItSaysHow()
    {
        await using var who = await Run("", "whoami");

        Assert.Equal(
            "opsctl: You are not logged in.\n  Run: opsctl login --server URL (or set OPSCTL_SERVER and OPSCTL_TOKEN).\n",
            who.ExitsWith(ExitCodes.Usage).Stderr);
    }

    [Fact]
    public async Task TheStoredTokenIsShownToNoOtherServer()
    {
        await using var other = await ContractGateway.Start();
        await using var login = await Run(ContractGateway.Token, "login", "--server", _gateway.Address);
        login.ExitsWith(0);

        await using var who = await Opsctl.RunWith(Environment(("OPSCTL_SERVER", other.Address)), [], "whoami");

        Assert.Contains("there is no token for it", who.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task TheEnvironmentsTokenFileGoesBeforeTheStoredToken()
    {
        await using var login = await Run(ContractGateway.Token, "login", "--server", _gateway.Address);
        login.ExitsWith(0);
        var file = _home.Write("other", "ops_admin_other_token\n");

        await using var who = await Opsctl.RunWith(Environment(("OPSCTL_TOKEN_FILE", file)), [], "whoami");

        who.ExitsWith(ExitCodes.Refused);
        Assert.Equal("Bearer ops_admin_other_token", _gateway.Requests[^1].Authorization);
    }

    [Fact]
    public async Task LogoutForgets()
    {
        await using var login = await Run(ContractGateway.Token, "login", "--server", _gateway.Address);
        login.ExitsWith(0);

        await using var logout = await Run("", "logout");
        await using var again = await Run("", "logout", "--json");

        Assert.Equal("opsctl: Logged out.\n", logout.ExitsWith(0).Stderr);
        Assert.Equal("{\"loggedOut\":false}\n", again.ExitsWith(0).Stdout);
        Assert.False(File.Exists(ConfigFile));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AFileThatOthersCanWriteToIsNotRead(bool isTokenFile)
    {
        await using var login = await Run(ContractGateway.Token, "login", "--server", _gateway.Address);
        login.ExitsWith(0);
        var file = isTokenFile ? _home.Write("other", "ops_admin_other_token\n") : ConfigFile;
        File.SetUnixFileMode(file, (UnixFileMode)0b110_110_110);
        var asked = _gateway.Requests.Count;

        await using var who = await Opsctl.RunWith(Environment(("OPSCTL_TOKEN_FILE", isTokenFile ? file : null)), [], "whoami");

        Assert.Contains($"{file} is not read: Others may write to '{file}' (mode 666)", who.ExitsWith(ExitCodes.Usage).Stderr, StringComparison.Ordinal);
        Assert.Equal(asked, _gateway.Requests.Count);
    }

    [Fact]
    public async Task AFileThatOthersCanReadIsNamed()
    {
        await using var login = await Run(ContractGateway.Token, "login", "--server", _gateway.Address);
        File.SetUnixFileMode(ConfigFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);

        await using var who = await Run("", "whoami");

        Assert.Contains($"Run: chmod 600 {ConfigFile}", who.ExitsWith(0).Stderr, StringComparison.Ordinal);
    }

    private Task<Opsctl> Run(string stdin, params string[] args) => Opsctl.RunWith(Environment(), Encoding.UTF8.GetBytes(stdin), args);

    private Dictionary<string, string?> Environment(params (string Name, string? Value)[] more)
    {
        var environment = Opsctl.Environment(server: null);
        environment["XDG_CONFIG_HOME"] = _home.Path;
        foreach (var (name, value) in more)
        {
            environment[name] = value;
        }

        return environment;
    }
}
