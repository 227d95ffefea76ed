-- Reading and writing the number fields of a few records.
local N = tonumber(arg and arg[1]) or 270000

local sqrt = math.sqrt

-- A star and four planets on rough circles, in made-up units.
local function body(mass, distance, speed, tilt)
  return { mass = mass, x = distance, y = 0, z = distance * tilt, vx = 0, vy = speed, vz = speed * tilt / 2 }
end
local bodies = {
  body(40, 0, 0, 0),
  body(0.04, 5, 2.8, 0.02),
  body(0.01, 9.5, 2.0, -0.04),
  body(0.002, 19, 1.45, 0.01),
  body(0.003, 30, 1.15, -0.03),
}

-- The star takes the opposite momentum, so that the whole stays where it is.
local function rest(list)
  local px, py, pz = 0, 0, 0
  for i = 1, #list do
    local b = list[i]
    px, py, pz = px + b.vx * b.mass, py + b.vy * b.mass, pz + b.vz * b.mass
  end
  local star = list[1]
  star.vx, star.vy, star.vz = star.vx - px / star.mass, star.vy - py / star.mass, star.vz - pz / star.mass
end

local function energy(list)
  local e = 0
  for i = 1, #list do
    local a = list[i]
    e = e + a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz) / 2
    for j = i + 1, #list do
      local b = list[j]
      local dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
      e = e - a.mass * b.mass / sqrt(dx * dx + dy * dy + dz * dz)
    end
  end
  return e
end

local function advance(list, dt)
  local count = #list
  for i = 1, count do
    local a = list[i]
    local ax, ay, az, am = a.x, a.y, a.z, a.mass
    local vx, vy, vz = a.vx, a.vy, a.vz
    for j = i + 1, count do
      local b = list[j]
      local dx, dy, dz = ax - b.x, ay - b.y, az - b.z
      local d2 = dx * dx + dy * dy + dz * dz
      local pull = dt / (d2 * sqrt(d2))
      local mine, other = b.mass * pull, am * pull
      vx, vy, vz = vx - dx * mine, vy - dy * mine, vz - dz * mine
      b.vx, b.vy, b.vz = b.vx + dx * other, b.vy + dy * other, b.vz + dz * other
    end
    a.vx, a.vy, a.vz = vx, vy, vz
    a.x, a.y, a.z = ax + dt * vx, ay + dt * vy, az + dt * vz
  end
end

rest(bodies)
local before = energy(bodies)
for _ = 1, N do advance(bodies, 0.002) end
print(string.format("%.9f %.9f", before, energy(bodies)))
