using System.Reflection;
using Microsoft.AspNetCore.Mvc;

namespace OrleansOps.Http;

/// <summary>
/// What may stand behind the question mark of an address: the fields that its endpoint names, each once. A misspelt filter that is passed over shows
/// all there is, which nobody asked for.
/// </summary>
internal static class QueryFields
{
    public static void RefuseUnknownQueryFields(this RouteGroupBuilder api) => api.AddEndpointFilterFactory((endpoint, next) =>
    {
        var known = endpoint.MethodInfo.GetParameters().Where(IsText).ToDictionary(NameOf, field => field.ParameterType.IsArray, StringComparer.Ordinal);
        return call => Refused(call.HttpContext.Request, known) is { } refusal ? ValueTask.FromResult<object?>(refusal.ToResult()) : next(call);
    });

    private static bool IsText(ParameterInfo parameter) => parameter.ParameterType == typeof(string) || parameter.ParameterType == typeof(string[]);

    private static string NameOf(ParameterInfo parameter) => parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!;

    /// <summary>By its letters: "ID" may stand behind the question mark of an address with an "id" in it.</summary>
    private static bool IsInPath(HttpRequest request, string name) => request.RouteValues.Keys.Contains(name, StringComparer.Ordinal);

    /// <param name="known">Fields and parts of the path, and which of them may come several times.</param>
    private static Refusal? Refused(HttpRequest request, Dictionary<string, bool> known)
    {
        foreach (var (name, values) in request.Query)
        {
            if (!known.TryGetValue(name, out var severalTimes) || IsInPath(request, name))
            {
                return Refusal.Bad(Api.ProblemCodes.UnknownField, Shown(name), $"'{Shown(name)}' is not known here. {Known(request, known.Keys)}");
            }

            if (values.Count > 1 && !severalTimes)
            {
                return Refusal.Bad(Api.ProblemCodes.DuplicateField, name, $"'{name}' stands there {values.Count} times. Send it once.");
            }
        }

        return null;
    }

    private static string Known(HttpRequest request, IEnumerable<string> known)
    {
        var fields = known.Where(name => !IsInPath(request, name)).ToList();
        return fields.Count == 0 ? "This address takes no query." : $"Known are: {string.Join(", ", fields)}.";
    }

    private static string Shown(string name) => name.Length <= 64 && ShownText.IsPrintable(name) ? name : "...";
}
