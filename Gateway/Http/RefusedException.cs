namespace OrleansOps.Http;

/// <summary>Carries a refusal out of code that has no other way to answer, such as the binding of a parameter.</summary>
internal sealed class RefusedException(Refusal refusal) : Exception(refusal.Detail)
{
    public Refusal Refusal => refusal;
}
