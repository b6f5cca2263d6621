using Kuajie.Algorithms.Bandits;

namespace Kuajie.Algorithms.Evaluation.OffPolicy;

/// <summary>
/// Choices that a learning policy made, in order of time, with predictions for every arm from nothing but the choices before: a ridge regression of each arm's reward on the context. What is predicted for a choice
/// has never seen it, and neither has the weight it is given, so that the sums of an estimate are martingales, whatever the policy learnt.
/// </summary>
public sealed class AdaptiveLog
{
    private readonly double[] predictions;

    /// <summary>Takes a log in. O(choices · arms · dimensions²) time, O(choices · arms) memory.</summary>
    /// <param name="choices">The choices in order of time; at least one, all of as many arms and numbers in a context.</param>
    /// <param name="dependsOnContext">Whether the propensities differ by context.</param>
    /// <exception cref="ArgumentException">There is none, propensities do not sum to 1, what was chosen has none, or a context differs in length.</exception>
    public AdaptiveLog(IReadOnlyList<LoggedChoice> choices, bool dependsOnContext)
    {
        ArgumentNullException.ThrowIfNull(choices);
        if (choices.Count == 0)
        {
            throw new ArgumentException("Found no choices, expected at least one.", nameof(choices));
        }
        (Choices, DependsOnContext, Arms) = (choices, dependsOnContext, choices[0].Propensities.Length);
        predictions = new double[choices.Count * Arms];
        var model = new LinUcb(Arms, choices[0].Context.Length, new LinUcbOptions { Optimism = 0 });
        for (var place = 0; place < choices.Count; place++)
        {
            var choice = choices[place];
            ThrowIfWrong(choice, place);
            for (var arm = 0; arm < Arms; arm++)
            {
                predictions[(place * Arms) + arm] = Math.Clamp(model.Score(arm, choice.Context), 0, 1);
            }
            model.Tried(choice.Chosen, choice.Context);
            if (choice.RewardedAt is not null)
            {
                model.Rewarded(choice.Chosen, choice.Context, 1);
            }
        }
    }

    /// <summary>The choices.</summary>
    public IReadOnlyList<LoggedChoice> Choices { get; }

    /// <summary>Whether the propensities differ by context.</summary>
    public bool DependsOnContext { get; }

    /// <summary>Number of arms.</summary>
    public int Arms { get; }

    /// <summary>Mean reward.</summary>
    public double MeanReward => Choices.Average(each => each.Reward);

    /// <summary>Shape arms: what was predicted for a choice.</summary>
    internal ReadOnlySpan<double> PredictionsFor(int place) => predictions.AsSpan(place * Arms, Arms);

    private void ThrowIfWrong(LoggedChoice choice, int place)
    {
        if (
            choice.Propensities.Length != Arms
            || choice.Chosen < 0
            || choice.Chosen >= Arms
            || !(choice.Propensities[choice.Chosen] > 0)
            || Math.Abs(choice.Propensities.Sum() - 1) > 1e-6
            || choice.Propensities.Any(each => !(each >= 0))
        )
        {
            throw new ArgumentException(
                $"Found propensities {string.Join(", ", choice.Propensities)} of choice {place}, expected {Arms} that sum to 1, with one above 0 for the arm chosen.",
                nameof(choice)
            );
        }
    }
}
