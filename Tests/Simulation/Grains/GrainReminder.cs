namespace OrleansOps.Simulation.Grains;

/// <summary>A reminder as its grain knows it.</summary>
internal sealed record GrainReminder(string ReminderName) : IGrainReminder;
