using Kuajie.Platform.Access;

namespace Kuajie.Conformance.InMemory;

/// <summary>People by their ids.</summary>
public sealed class InMemoryPersonStore : IPersonStore
{
    private readonly SortedDictionary<string, Person> people = new(StringComparer.Ordinal);

    public IReadOnlyList<Person> All() => [.. people.Values];

    public void Put(Person person) => people[person.PersonId] = person;
}
