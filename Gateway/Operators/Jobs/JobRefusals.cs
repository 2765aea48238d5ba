using OrleansOps.Http;
using OrleansOps.Jobs;

namespace OrleansOps.Operators.Jobs;

/// <summary>The words for jobs that are not there, are others, or stand otherwise.</summary>
internal static class JobRefusals
{
    public static Refusal Unknown(string id) => new(Api.ProblemCodes.UnknownJob, $"There is no job '{id}'.", "Its id is wrong, or it was forgotten.") { See = "GET /api/v1/jobs" };

    public static Refusal Conflict(string id) => new(
        Api.ProblemCodes.ConflictingJob, $"There is another job '{id}'.",
        "The id was used for a different request. Nothing was changed. Choose another id, or send the same body to read the job.")
    { Field = "id" };

    public static Refusal Over(JobView job) => new(
        Api.ProblemCodes.JobOver, $"Job '{job.Id}' is over.", $"It is {Word(job.Phase)}. Nothing was changed. It can be run again.")
    { See = $"POST /api/v1/jobs/{job.Id}/retry" };

    public static Refusal NotRunning(JobView job) => new(
        Api.ProblemCodes.JobNotPaused, $"Job '{job.Id}' neither runs nor is paused.", $"It is {Word(job.Phase)}. Nothing was changed.")
    { See = $"GET /api/v1/jobs/{job.Id}" };

    public static Refusal NotOver(JobView job) => new(
        Api.ProblemCodes.JobNotOver, $"Job '{job.Id}' is not over.", $"It is {Word(job.Phase)}, in round {job.Round}. Nothing was changed. Wait for its end, or stop it.")
    { See = $"POST /api/v1/jobs/{job.Id}/stop" };

    public static Refusal OtherRound(JobView job) => new(
        Api.ProblemCodes.JobNotOver, $"Job '{job.Id}' is in round {job.Round}.", $"Its next round is {job.Round + 1}. Nothing was changed.")
    { Field = "round", See = $"GET /api/v1/jobs/{job.Id}" };

    public static Refusal TooManyToCompare(int hosts) => Refusal.Bad(
        Api.ProblemCodes.OutOfRange, "by",
        $"The output of {hosts} hosts is to be compared; the limit is {JobGroups.MostCompared}. Group them by outcome first, or compare those of one state, such as state=failed.");

    private static string Word(JobPhase phase) => phase.ToString().ToLowerInvariant();
}
