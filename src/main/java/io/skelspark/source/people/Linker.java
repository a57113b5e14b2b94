package io.skelspark.source.people;

import io.skelspark.source.detection.Detection;
import io.skelspark.source.people.OpenTrack.Candidate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Links the people of one clip, frame after frame. For n people and m tracks a frame takes O(n^2 (n + m)) steps. */
final class Linker {
    private final Linking rule;
    private final int length;
    private final List<OpenTrack> tracks = new ArrayList<>();
    private final Map<String, OpenTrack> named = new HashMap<>();
    /** The tracks that people without a known identity can still join. */
    private final Set<OpenTrack> open = new LinkedHashSet<>();

    Linker(Linking rule, int length) {
        this.rule = rule;
        this.length = length;
    }

    List<Track> link(List<List<Detection>> frames) {
        for (int frame = 0; frame < length; frame++) {
            List<Candidate> rest = recognise(frame, frames.get(frame));
            if (rule.by() != Linking.By.TRACK) {
                rest = joinNearest(frame, rest);
            }
            for (Candidate person : rest) {
                begin(frame, person);
            }
        }
        List<Track> closed = new ArrayList<>();
        int number = 0;
        for (OpenTrack track : tracks) {
            String name = track.name();
            if (name == null) {
                while (named.containsKey(String.valueOf(number))) {
                    number++;
                }
                name = String.valueOf(number++);
            }
            closed.add(track.close(name));
        }
        return closed;
    }

    /** Adds the people of known identity to their tracks, and returns the others. */
    private List<Candidate> recognise(int frame, List<Detection> people) {
        List<Candidate> rest = new ArrayList<>();
        for (Detection person : people) {
            Box box = Box.of(person);
            if (box == null) {
                continue;
            }
            String name = rule.by().usesIdentities() ? person.track() : null;
            OpenTrack known = name == null ? null : named.get(name);
            if (known == null) {
                rest.add(new Candidate(person, box, name));
            } else if (known.age(frame) > 0) {
                known.add(frame, new Candidate(person, box, name));
                open.add(known);
            } else {
                rest.add(new Candidate(person, box, null)); // the same identity twice
            }
        }
        return rest;
    }

    /** Adds people to the tracks that they are nearest to, and returns those out of reach. */
    private List<Candidate> joinNearest(int frame, List<Candidate> people) {
        open.removeIf(track -> track.age(frame) - 1 > rule.bridge());
        List<OpenTrack> free =
                open.stream().filter(track -> track.age(frame) > 0).toList();
        if (free.isEmpty()) {
            return people;
        }
        int columns = free.size() + people.size(); // the columns after the tracks stand for new ones
        double[][] cost = new double[people.size()][columns];
        for (int i = 0; i < people.size(); i++) {
            for (int j = 0; j < columns; j++) {
                cost[i][j] = j < free.size() ? cost(free.get(j), frame, people.get(i)) : rule.reach();
            }
        }
        int[] chosen = Assignment.columns(cost, columns);
        List<Candidate> rest = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            Candidate person = people.get(i);
            if (chosen[i] < free.size()) {
                OpenTrack track = free.get(chosen[i]);
                track.add(frame, person);
                name(track, person.name());
            } else {
                rest.add(person);
            }
        }
        return rest;
    }

    /** Returns the cost of a pair; twice the reach, which no assignment takes, if the two cannot be one person. */
    private double cost(OpenTrack track, int frame, Candidate person) {
        double never = 2 * rule.reach();
        if (track.name() != null && person.name() != null) {
            return never;
        }
        double cost =
                rule.by() == Linking.By.OVERLAP ? track.overlapCost(frame, person) : track.distanceCost(frame, person);
        return cost <= rule.reach() ? cost : never;
    }

    private void begin(int frame, Candidate person) {
        String name = person.name();
        if (rule.by() == Linking.By.TRACK && (name == null || named.containsKey(name))) {
            return;
        }
        OpenTrack track = new OpenTrack(length, frame, person);
        name(track, name);
        tracks.add(track);
        open.add(track);
    }

    /** Gives a track without a name a new one. A name that another track has is passed over. */
    private void name(OpenTrack track, @Nullable String name) {
        if (name != null && track.name() == null && named.putIfAbsent(name, track) == null) {
            track.name(name);
        }
    }
}
