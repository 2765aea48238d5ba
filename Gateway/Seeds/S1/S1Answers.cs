using OrleansOps.Seeds.S1.Wire;

namespace OrleansOps.Seeds.S1;

/// <summary>Answers of the doors as S1 has them.</summary>
internal static class S1Answers
{
    public static Task Answer(this HttpContext http, S1Refusal refusal)
    {
        http.Response.StatusCode = refusal.Status;
        return http.Response.WriteAsJsonAsync(refusal, S1Json.Default.S1Refusal, contentType: null, http.RequestAborted);
    }
}
