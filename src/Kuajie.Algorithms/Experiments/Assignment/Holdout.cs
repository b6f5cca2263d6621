using Kuajie.Algorithms.Experiments.Faults;

namespace Kuajie.Algorithms.Experiments.Assignment;

/// <summary>
/// Users who are kept from everything (global) or from one campaign, so that its whole effect can be read later. Membership follows from salt and user alone: it can be asked at any time,
/// is not stored, and a larger share keeps everybody who was held out before.
/// </summary>
public sealed record Holdout
{
    private readonly ulong seed;

    /// <summary>A holdout.</summary>
    /// <param name="salt">Names it: another salt holds out other users, independently.</param>
    /// <param name="share">Share of users held out, 0 … 1.</param>
    /// <exception cref="InvalidExperimentException">The salt is empty or the share no share.</exception>
    public Holdout(string salt, double share)
    {
        InvalidExperimentException.ThrowIfAny([
            .. string.IsNullOrWhiteSpace(salt) ? [new ExperimentFault("Name", "holdout", $"{salt}")] : Array.Empty<ExperimentFault>(),
            .. ExperimentFault.Outside("Share", $"{salt}: share", share, 0, 1),
        ]);
        (Salt, Share, seed) = (salt, share, UnitHash.SeedOf("holdout:" + salt));
    }

    /// <summary>What names it.</summary>
    public string Salt { get; }

    /// <summary>Share of users held out.</summary>
    public double Share { get; }

    /// <summary>Whether a user is held out.</summary>
    public bool Contains(string user) => UnitHash.Position(UnitHash.Of(user, seed)) < Share;
}
