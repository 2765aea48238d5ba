using System.Text.Json.Serialization;

namespace OrleansOps.Seeds.S1.Wire;

/// <summary>Why a door of S1 stays shut, in its words.</summary>
/// <param name="Code">1001, 1002 or 1003.</param>
internal sealed record S1Refusal([property: JsonIgnore] int Status, int Code, string Error)
{
    /// <summary>Its agents wait and come again after this; after 401, 403 and 404 they would register, again and again.</summary>
    public static readonly S1Refusal Off = new(StatusCodes.Status503ServiceUnavailable, 1001, "agents of S1 are not let in here: Gateway:S1:Enabled is false");

    public static readonly S1Refusal InvalidToken = new(StatusCodes.Status401Unauthorized, 1002, "invalid token");

    public static readonly S1Refusal WrongKind = new(
        StatusCodes.Status403Forbidden, 1002, "not the token of a host: enrol the host with the join token, and give its agent the token that comes of that");

    public static readonly S1Refusal TooManyWrong = new(StatusCodes.Status429TooManyRequests, 1002, "too many wrong tokens from this address");

    public static readonly S1Refusal UnknownAgent = new(StatusCodes.Status404NotFound, 1003, "agent not found");

    public static readonly S1Refusal Full = new(StatusCodes.Status503ServiceUnavailable, 1001, "max connections reached");

    public static readonly S1Refusal NotASocket = new(StatusCodes.Status400BadRequest, 1002, "a WebSocket is wanted here");

    public static S1Refusal BadBody(string why) => new(StatusCodes.Status400BadRequest, 1002, why);
}
