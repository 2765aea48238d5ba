using System.Security.Claims;
using OrleansOps.Hosting;

namespace OrleansOps.Access;

/// <summary>
/// Says whom the doors turned away: of each kind a few in a second, and how many others there were. Anybody may knock as often as he likes, and
/// must not fill a disk with it.
/// </summary>
internal sealed partial class RefusalLog(TimeProvider time, ILogger<RefusalLog> logger)
{
    private const int PathLength = 100;

    private readonly LogAllowance _noToken = new(time);
    private readonly LogAllowance _wrongToken = new(time);
    private readonly LogAllowance _wrongDoor = new(time);
    private readonly LogAllowance _noProof = new(time);

    public void NoToken(HttpContext http)
    {
        if (_noToken.Take(out var unsaid))
        {
            LogNoToken(http.Connection.RemoteIpAddress, PathOf(http), unsaid);
        }
    }

    public void WrongToken(HttpContext http, string tokenId, TokenVerdict verdict)
    {
        if (_wrongToken.Take(out var unsaid))
        {
            LogWrongToken(tokenId, verdict.Wait is null ? verdict.Status.ToString() : "TooManyWrong", http.Connection.RemoteIpAddress, PathOf(http), unsaid);
        }
    }

    public void WrongDoor(HttpContext http, string kind)
    {
        if (_wrongDoor.Take(out var unsaid))
        {
            LogWrongDoor(http.User.FindFirstValue(AccessClaims.TokenId), kind, http.Connection.RemoteIpAddress, PathOf(http), unsaid);
        }
    }

    public void NoProof(HttpContext http)
    {
        if (_noProof.Take(out var unsaid))
        {
            LogNoProof(http.User.FindFirstValue(ClaimTypes.NameIdentifier), http.Connection.RemoteIpAddress, unsaid);
        }
    }

    private static string PathOf(HttpContext http) => http.Request.Path.Value is { Length: > PathLength } path ? $"{path[..PathLength]}..." : http.Request.Path;
}
