using OrleansOps.Http;
using OrleansOps.Secrets;

namespace OrleansOps.Operators.Secrets;

/// <summary>The words for secrets that are not there, or not for a host.</summary>
internal static class SecretRefusals
{
    public static Refusal Unknown(string name) => new(
        Api.ProblemCodes.UnknownSecret, "There is no such secret.", $"There is no stored secret '{name}': its name is wrong, or it was deleted. opsctl secrets list shows their names.")
    { See = "GET /api/v1/secrets" };

    public static Refusal NotForHost(string name, string host, string on) => new(
        Api.ProblemCodes.SecretNotForHost, "The secret is for other hosts.", $"The stored secret '{name}' is not for {host}: it is for hosts where {on}. Choose another host, or let it be used there: opsctl secrets set {name} --on EXPRESSION --keep-value")
    { See = $"GET /api/v1/secrets/{name}" };

    public static Refusal Of(SecretPutStatus status, string name) => status switch
    {
        SecretPutStatus.NeedsValue => Refusal.Bad(Api.ProblemCodes.MissingField, "value", $"There is no stored secret '{name}' yet, so 'value' must say what it is."),
        SecretPutStatus.NeedsHosts => Refusal.Bad(
            Api.ProblemCodes.MissingField, "on", $"There is no stored secret '{name}' yet, so 'on' must say which hosts' tasks may use it, such as 'role=web', or 'all'."),
        _ => new Refusal(Api.ProblemCodes.TooManySecrets, "There are as many secrets as are kept.", "Delete some first, or let more be kept (Secrets:Most).") { See = "GET /api/v1/secrets" },
    };
}
