using Kuajie.Algorithms.Models;

namespace Kuajie.Algorithms.Evaluation.Selection;

/// <summary>
/// The training of one candidate: it goes on from an earlier candidate's model where there is one. Where a glance at some validation rows is cheap beside a
/// sweep, it is looked at from the middle of its sweeps on and ended when two more do not gain.
/// </summary>
internal sealed class CandidateTraining(SelectionCandidate candidate, ValidationSet validation, CandidateScreen? screen, TrainingRun run)
{
    private const int SweepsBetweenGlances = 2;

    /// <summary>Whether training goes on from the candidate's origin.</summary>
    public bool IsContinued => candidate is { Origin.Trained: not null, Trainer: IGrowingTrainer };

    /// <summary>The candidate as it was trained: with fewer sweeps where training ended early.</summary>
    public SelectionCandidate Candidate { get; private set; } = candidate with { Origin = null };

    /// <summary>The trained model.</summary>
    public IModel Run() =>
        candidate.Trainer is IGrowingTrainer growing
            ? Grow(growing)
            : candidate.Trainer.Train(validation.Training, validation.TargetDomain, run);

    private IModel Grow(IGrowingTrainer trainer)
    {
        var training = trainer.Begin(validation.Training, validation.TargetDomain, run, candidate.Origin?.Trained);
        if (screen?.IsCheapBeside(validation.Training, validation.TargetDomain) == true)
        {
            Watch(training);
        }
        else
        {
            training.Advance(training.SweepsPlanned);
        }
        if (training.SweepsDone < training.SweepsPlanned)
        {
            Candidate = Candidate with { Trainer = trainer.EndedAfter(training.SweepsDone) };
        }
        return training.Finish();
    }

    private void Watch(IGrowingTraining training)
    {
        training.Advance((training.SweepsPlanned + 1) / 2);
        var last = screen!.Glance(training.Look(), run);
        while (training.SweepsDone < training.SweepsPlanned)
        {
            training.Advance(Math.Min(SweepsBetweenGlances, training.SweepsPlanned - training.SweepsDone));
            if (training.SweepsDone == training.SweepsPlanned)
            {
                return;
            }
            var glance = screen.Glance(training.Look(), run);
            if (screen.HasSettled(last, glance))
            {
                return;
            }
            last = glance;
        }
    }
}
