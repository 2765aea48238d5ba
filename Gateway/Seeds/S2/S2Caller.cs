using System.Security.Claims;
using OrleansOps.Access;

namespace OrleansOps.Seeds.S2;

/// <summary>Who a control plane is here: itself, by one name, with a kind of its own that no policy of the API lets in.</summary>
internal static class S2Caller
{
    /// <summary>As the trail and its tasks name it. No token has such an id.</summary>
    public const string Id = "s2-control-plane";

    private const string Name = "control plane (S2)";

    public static readonly ClaimsPrincipal Identity = new(new ClaimsIdentity(
        [
            new Claim(ClaimTypes.NameIdentifier, Id),
            new Claim(ClaimTypes.Name, Name),
            new Claim(AccessClaims.Kind, AccessClaims.ControlPlaneKind),
            new Claim(AccessClaims.TokenId, Id),
        ],
        "S2"));
}
