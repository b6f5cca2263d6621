using Kuajie.Platform.Recommendations.Scenes;
using Microsoft.EntityFrameworkCore;

namespace Kuajie.Storage.Records;

/// <summary>Scenes in the records.</summary>
public sealed class SceneStore(RecordsDatabase database) : ISceneStore
{
    /// <inheritdoc/>
    public IReadOnlyList<Scene> Of(string domain)
    {
        using var context = database.OpenContext();
        return
        [
            .. context
                .Scenes.AsNoTracking()
                .Where(scene => scene.Domain == domain)
                .AsEnumerable()
                .OrderBy(scene => scene.Name, StringComparer.Ordinal),
        ];
    }

    /// <inheritdoc/>
    public Scene? Find(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.Scenes.AsNoTracking().SingleOrDefault(scene => scene.Domain == domain && scene.Name == name);
    }

    /// <inheritdoc/>
    public void Put(Scene scene)
    {
        ArgumentNullException.ThrowIfNull(scene);
        using var context = database.OpenContext();
        var isKnown = context.Scenes.AsNoTracking().Any(known => known.Domain == scene.Domain && known.Name == scene.Name);
        context.Entry(scene).State = isKnown ? EntityState.Modified : EntityState.Added;
        context.SaveChanges();
    }

    /// <inheritdoc/>
    public bool Remove(string domain, string name)
    {
        using var context = database.OpenContext();
        return context.Scenes.Where(scene => scene.Domain == domain && scene.Name == name).ExecuteDelete() > 0;
    }
}
