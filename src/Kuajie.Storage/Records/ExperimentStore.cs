using Kuajie.Platform.Experiments;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Experiments in the records.</summary>
public sealed class ExperimentStore(RecordsDatabase database) : IExperimentStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Experiment> Of(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Experiments.AsNoTracking()
                .Where(experiment => experiment.Domain == domain)
                .AsEnumerable()
                .OrderBy(experiment => experiment.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public void Put(Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        using var context = database.OpenContext();
        var isKnown = context.Experiments.AsNoTracking().Any(known => known.Domain == experiment.Domain && known.Name == experiment.Name);
        context.Entry(experiment).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.Experiments.Where(experiment => experiment.Domain == domain && experiment.Name == name).ExecuteDelete() > 0;
    }

    /// <inheritdoc/>
    public ExperimentHoldout? HoldoutOf(string domain)
    {
        using var context = database.OpenContext();
        return context.ExperimentHoldouts.AsNoTracking().SingleOrDefault(holdout => holdout.Domain == domain);
    }

    /// <inheritdoc/>
    public void PutHoldout(ExperimentHoldout holdout)
    {
        ArgumentNullException.ThrowIfNull(holdout);
        using var context = database.OpenContext();
        var isKnown = context.ExperimentHoldouts.AsNoTracking().Any(known => known.Domain == holdout.Domain);
        context.Entry(holdout).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }
}
