using Microsoft.Extensions.Options;
using OrleansOps.Access;
using OrleansOps.Health;

namespace OrleansOps.Hosting;

/// <summary>Gives a new installation its first admin token, as a file that only the gateway's own user can read.</summary>
internal sealed partial class FirstAdminToken(
    IGrainFactory grains, IOptions<GatewayOptions> gateway, IOptions<AccessOptions> access, AuditTrail trail, TimeProvider time,
    ILogger<FirstAdminToken> logger) : IHostedService
{
    private const string Name = "first-admin";
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    /// <summary>A store that goes away just now is waited for: to start once more would be no better.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Issue(cancellationToken);
                return;
            }
            catch (Exception away) when (away.MeansUnavailable() && !cancellationToken.IsCancellationRequested)
            {
                LogWaits(away.Message);
                await Task.Delay(Again, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task Issue(CancellationToken cancel)
    {
        var index = grains.GetGrain<ITokenIndexGrain>(0);
        var tokens = await index.List();
        if (!access.Value.IssueAdminToken && tokens.Any(token => token is { Kind: TokenKind.Admin, Revoked: false }))
        {
            return;
        }

        var token = AccessToken.New(TokenKind.Admin);
        await grains.GetGrain<ITokenGrain>(token.Id).Create(
            new TokenSpec { Kind = TokenKind.Admin, Name = Name, SecretHash = token.SecretHash() });
        var file = await Write(token, cancel);
        await index.Add(token.Id);   // last: without it, the next start finds no token and writes the file again
        LogWritten(file);
        await trail.Add(new AuditEvent
        {
            TokenId = "-",
            TokenName = "gateway",
            From = Environment.MachineName,
            Action = "createToken",
            Target = token.Id,
            Detail = Name,
            Outcome = AuditOutcome.Done,
        });
    }

    private async Task<string> Write(AccessToken token, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(gateway.Value.DataDir).FullName;
        var file = Path.Combine(folder, "admin-token");
        var fresh = file + ".new";
        File.Delete(fresh);
        var mode = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            mode.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var writer = new StreamWriter(fresh, mode))
        {
            await writer.WriteLineAsync(token.Reveal().AsMemory(), cancel);
        }

        File.Move(fresh, file, overwrite: true);
        return file;
    }
}
