using System.Collections.Concurrent;
using Kuajie.Platform.Faults;
using Kuajie.Platform.Texts;

namespace Kuajie.Platform.Recommendations.Scenes;

/// <summary>A domain's scenes as requests need them: held in memory, written through. Safe to call from many threads.</summary>
public sealed class SceneShelf(ISceneStore store, TimeProvider clock)
{
    private const int LongestName = 64;
    private const int MostOfDomain = 200;
    private static readonly TextSource Texts = TextSource.Of(typeof(SceneShelf));
    private readonly ConcurrentDictionary<string, Scene[]> scenes = new(StringComparer.Ordinal);
    private readonly Lock changing = new();

    /// <summary>The scenes of a domain, in name order.</summary>
    public IReadOnlyList<Scene> Of(string domain) => scenes.GetOrAdd(domain, each => [.. store.Of(each)]);

    /// <summary>A scene.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public Scene Find(string domain, string name) =>
        Of(domain).FirstOrDefault(scene => string.Equals(scene.Name, name, StringComparison.Ordinal))
        ?? throw Texts.Fault("unknown-scene", "Unknown", arguments: [name, domain]);

    /// <summary>Stores a scene.</summary>
    /// <exception cref="KuajieException">The name breaks the rule, or the domain has as many as it may.</exception>
    public Scene Put(string domain, string name, string requestJson)
    {
        if (!IsValid(name))
        {
            throw Texts.Fault("invalid-scene", "Invalid", isUsage: true, arguments: [name, LongestName]);
        }
        lock (changing)
        {
            if (Of(domain).Count >= MostOfDomain && Of(domain).All(scene => scene.Name != name))
            {
                throw Texts.Fault("too-many-scenes", "TooMany", isUsage: true, arguments: [domain, MostOfDomain]);
            }
            var scene = new Scene(domain, name, requestJson, clock.GetUtcNow());
            store.Put(scene);
            scenes.TryRemove(domain, out _);
            return scene;
        }
    }

    /// <summary>Forgets a scene.</summary>
    /// <exception cref="KuajieException">There is none of the name.</exception>
    public void Remove(string domain, string name)
    {
        lock (changing)
        {
            Find(domain, name);
            store.Remove(domain, name);
            scenes.TryRemove(domain, out _);
        }
    }

    private static bool IsValid(string name) =>
        name is { Length: > 0 and <= LongestName }
        && char.IsLetterOrDigit(name[0])
        && name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
